package io.matrixplatform.api.metering.live;

import io.dropwizard.auth.AuthValueFactoryProvider;
import io.dropwizard.core.Application;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.server.DefaultServerFactory;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jetty.HttpConnectorFactory;
import io.dropwizard.testing.DropwizardTestSupport;
import io.matrixplatform.api.access.callers.Actor;
import io.matrixplatform.api.access.callers.Caller;
import io.matrixplatform.api.access.callers.Scope;
import io.matrixplatform.api.metering.live.LiveMinute.Place;
import io.matrixplatform.api.platform.http.TypedParameters;
import io.matrixplatform.api.platform.idempotency.AnswerSeal;
import io.matrixplatform.api.platform.idempotency.Sender;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.api.platform.problems.ProblemMapper;
import io.matrixplatform.api.platform.problems.ProblemType;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.metering.MeterKey;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.SecurityContext;
import java.math.BigDecimal;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The live routes on a real server, with a board that the test writes on instead of Kafka. A tenant's id is its credential,
 * until the test revokes it.
 */
final class LiveServer implements AutoCloseable {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final LiveConfig CONFIG = new LiveConfig(
            "target/live", Duration.ofMillis(20), Duration.ofMillis(300), Duration.ofMillis(600), 2_500, 2_400);

    final Instant minute = CLOCK.instant().truncatedTo(ChronoUnit.MINUTES);
    private final LiveBoard board = new LiveBoard();
    private final Set<String> revoked = ConcurrentHashMap.newKeySet();
    private final DropwizardTestSupport<Configuration> server;
    private final Function<Environment, LiveResource.Gate> entrance;
    private volatile boolean isReady = true;
    private final Viewers viewers = new Viewers(board, () -> isReady, CONFIG, CLOCK);

    /** Lets in whoever shows a tenant's id. */
    LiveServer() throws Exception {
        this(null);
    }

    /** @param entrance registers what finds the callers, and gives the gate that they stand before; null for tenants' ids */
    LiveServer(@Nullable Function<Environment, LiveResource.Gate> entrance) throws Exception {
        this.entrance = entrance == null ? this::byTenantId : entrance;
        server = new DropwizardTestSupport<>(Routes.class, configuration()) {
            @Override
            public Application<Configuration> newApplication() {
                return new Routes();
            }
        };
        server.before();
    }

    int port() {
        return server.getLocalPort();
    }

    int viewers() {
        return viewers.size();
    }

    void use(String tenant, String meter, Instant at, String quantity) {
        board.add(tenant, new Place(meter, at.toEpochMilli()), new BigDecimal(quantity), CLOCK.millis());
    }

    void revoke(String tenant) {
        revoked.add(tenant);
    }

    void ready(boolean ready) {
        isReady = ready;
    }

    @Override
    public void close() {
        server.after();
    }

    private static Configuration configuration() {
        HttpConnectorFactory connector = new HttpConnectorFactory();
        connector.setPort(0);
        connector.setBindHost("127.0.0.1");
        HttpConnectorFactory admin = new HttpConnectorFactory();
        admin.setPort(0);
        DefaultServerFactory factory = new DefaultServerFactory();
        factory.setApplicationConnectors(java.util.List.of(connector));
        factory.setAdminConnectors(java.util.List.of(admin));
        factory.setRegisterDefaultExceptionMappers(false);
        factory.setMinThreads(4);
        factory.setMaxThreads(48);
        Configuration configuration = new Configuration();
        configuration.setServerFactory(factory);
        return configuration;
    }

    private final class Routes extends Application<Configuration> {
        @Override
        public void run(Configuration configuration, Environment environment) {
            environment.jersey().register(new TypedParameters());
            environment.jersey().register(ProblemMapper.class);
            LiveModule.serve(environment, viewers, new LiveResource(viewers, entrance.apply(environment), CLOCK));
        }
    }

    private LiveResource.Gate byTenantId(Environment environment) {
        environment.jersey().register(new AuthValueFactoryProvider.Binder<>(Caller.class));
        environment.jersey().register(new ByTenantId());
        return new OwnTenant();
    }

    private final class OwnTenant implements LiveResource.Gate {
        @Override
        public TenantId acting(Caller caller, @Nullable TenantId named) {
            return caller.tenantFor(Scope.USAGE_READ, named);
        }

        @Override
        public void demandMeter(TenantId tenant, MeterKey meter) {
            if (meter.value().equals("nobodys")) {
                throw new ProblemException(ProblemType.METER_NOT_FOUND, "the tenant has no meter " + meter);
            }
        }

        @Override
        public Viewer.Permission permission(Caller caller, TenantId tenant, HttpServletRequest request) {
            return new Held(tenant);
        }
    }

    private final class Held implements Viewer.Permission {
        private final String tenant;

        Held(TenantId tenant) {
            this.tenant = tenant.toString();
        }

        @Override
        public String credential() {
            return tenant;
        }

        @Override
        public boolean isGranted() {
            return !revoked.contains(tenant);
        }
    }

    private static final class ByTenantId implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            String tenant = request.getHeaderString("Authorization").substring("Bearer ".length());
            Caller caller = new Caller.Tenant(
                    TenantId.parse(tenant),
                    Set.of(Scope.USAGE_READ),
                    new Actor(Actor.Kind.API_KEY, tenant, tenant),
                    new Sender(tenant, AnswerSeal.of(tenant)));
            request.setSecurityContext(new As(caller));
        }
    }

    private record As(Principal getUserPrincipal) implements SecurityContext {
        @Override
        public boolean isUserInRole(String role) {
            return false;
        }

        @Override
        public boolean isSecure() {
            return false;
        }

        @Override
        public String getAuthenticationScheme() {
            return "Bearer";
        }
    }
}
