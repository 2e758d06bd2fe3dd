package io.matrixplatform.api.metering.live;

import io.matrixplatform.api.access.authentication.Authentication;
import io.matrixplatform.api.access.callers.Caller;
import io.matrixplatform.api.access.callers.Scope;
import io.matrixplatform.api.access.tenants.Tenants;
import io.matrixplatform.api.catalog.meters.Meters;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.metering.MeterKey;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** Lets callers watch what their credential lets them see, and asks later whether it still does. */
final class CredentialGate implements LiveResource.Gate {
    private final Authentication authentication;
    private final Tenants tenants;
    private final Meters meters;

    CredentialGate(Authentication authentication, Tenants tenants, Meters meters) {
        this.authentication = authentication;
        this.tenants = tenants;
        this.meters = meters;
    }

    @Override
    public TenantId acting(Caller caller, @Nullable TenantId named) {
        return tenants.acting(caller, Scope.USAGE_READ, named);
    }

    @Override
    public void demandMeter(TenantId tenant, MeterKey meter) {
        meters.get(tenant, meter);
    }

    @Override
    public Viewer.Permission permission(Caller caller, TenantId tenant, HttpServletRequest request) {
        return new Again(caller.sender().name(), tenant, authentication.lasting(request));
    }

    private final class Again implements Viewer.Permission {
        private final String credential;
        private final TenantId tenant;
        private final Supplier<Optional<Caller>> holder;

        Again(String credential, TenantId tenant, Supplier<Optional<Caller>> holder) {
            this.credential = credential;
            this.tenant = tenant;
            this.holder = holder;
        }

        @Override
        public String credential() {
            return credential;
        }

        @Override
        public boolean isGranted() {
            try {
                return holder.get()
                        .map(caller -> acting(caller, tenant).equals(tenant))
                        .orElse(false);
            } catch (ProblemException refused) {
                return false;
            } catch (JdbiException unknown) {
                // The database is away, which is no reason to end everybody; the next round asks again.
                return true;
            }
        }
    }
}
