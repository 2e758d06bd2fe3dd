package io.matrixplatform.api.access.addresses;

import static io.matrixplatform.api.platform.problems.ProblemType.COUNTRIES_UNKNOWN;
import static io.matrixplatform.api.platform.problems.ProblemType.IP_NOT_ALLOWED;
import static io.matrixplatform.api.platform.problems.ProblemType.IP_RULES_LOCK_OUT;
import static io.matrixplatform.api.platform.problems.ProblemType.TENANT_NOT_FOUND;

import io.matrixplatform.api.access.audit.AuditEvent;
import io.matrixplatform.api.access.audit.AuditLog;
import io.matrixplatform.api.access.callers.Actor;
import io.matrixplatform.api.access.keys.KeyAnnouncer;
import io.matrixplatform.api.access.team.TenantRole;
import io.matrixplatform.api.platform.http.ClientAddress;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.model.access.AddressRules;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.network.CountryOf;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jdbi.v3.core.Jdbi;

/** Who comes from where: the rules of the tenants, and their enforcement in this process. Thread-safe. */
public final class AddressGate {
    private final Jdbi jdbi;
    private final AuditLog audit;
    private final KeyAnnouncer keys;
    private final CountryOf countries;
    private final InstantSource clock;

    /** @param countries {@link CountryOf#NOTHING} where no country is known, so that none can be named in a rule */
    public AddressGate(Jdbi jdbi, AuditLog audit, KeyAnnouncer keys, CountryOf countries, InstantSource clock) {
        this.jdbi = jdbi;
        this.audit = audit;
        this.keys = keys;
        this.countries = countries;
        this.clock = clock;
    }

    /** @throws ProblemException {@code TENANT_NOT_FOUND} */
    IpRules get(TenantId tenant) {
        return jdbi.withExtension(IpRuleDao.class, dao -> dao.find(tenant))
                .orElseThrow(() -> new ProblemException(TENANT_NOT_FOUND, "there is no tenant " + tenant));
    }

    /**
     * Replaces the rules of a tenant that is there.
     *
     * @param demandVersion refuses a version that is not the one the change is based on
     * @throws ProblemException {@code INVALID_FIELD}, {@code COUNTRIES_UNKNOWN}
     */
    IpRules put(Actor actor, TenantId tenant, LongConsumer demandVersion, WantedIpRules wanted) {
        return jdbi.inTransaction(transaction -> {
            IpRuleDao dao = transaction.attach(IpRuleDao.class);
            IpRules before = dao.getToChange(tenant);
            demandVersion.accept(before.version());
            IpRules after = proven(wanted, before.version() + 1);
            dao.put(tenant, after);
            keys.announceAll(transaction, tenant);
            audit.append(
                    transaction, new AuditEvent(actor, tenant, "ip-rules.changed", tenant.toString(), before, after));
            return after;
        });
    }

    /** @throws ProblemException {@code IP_RULES_LOCK_OUT} if {@code wanted} would refuse {@code client} */
    void demandNoLockOut(WantedIpRules wanted, ClientAddress client) {
        if (!proven(wanted, 0).rules().admits(client.client(), countries)) {
            throw new ProblemException(
                    IP_RULES_LOCK_OUT,
                    "your own address " + client + " would be refused; force=true sets them all the same");
        }
    }

    /** Whether the rules of {@code tenant} admit {@code client}. A tenant that is not there has none. */
    public boolean admits(TenantId tenant, ClientAddress client) {
        return jdbi.withExtension(IpRuleDao.class, dao -> dao.find(tenant))
                .map(found -> found.rules().admits(client.client(), countries))
                .orElse(true);
    }

    /**
     * @param own what the credential itself allows, beside the rules of the tenant
     * @throws ProblemException {@code IP_NOT_ALLOWED}, of which the audit log hears
     */
    public void demand(TenantId tenant, Actor actor, AddressRules own, ClientAddress client) {
        if (!own.admits(client.client(), countries) || !admits(tenant, client)) {
            note(tenant, actor, client);
            throw refusal();
        }
    }

    /**
     * The roles of a user in those of its tenants that admit it.
     *
     * @throws ProblemException {@code IP_NOT_ALLOWED} if none is left of those it has
     */
    public List<TenantRole> admit(List<TenantRole> roles, Actor user, ClientAddress client) {
        List<TenantRole> admitted = new ArrayList<>();
        for (TenantRole role : roles) {
            if (admits(role.id(), client)) {
                admitted.add(role);
            } else {
                note(role.id(), user, client);
            }
        }
        if (admitted.isEmpty() && !roles.isEmpty()) {
            throw refusal();
        }
        return admitted;
    }

    private void note(TenantId tenant, Actor actor, ClientAddress client) {
        Instant hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
        jdbi.useTransaction(transaction -> {
            IpRuleDao dao = transaction.attach(IpRuleDao.class);
            if (dao.noteRefusal(tenant, client.toString(), hour)) {
                dao.forgetRefusalsBefore(tenant, hour);
                Map<String, String> refused = Map.of("address", client.toString(), "hour", hour.toString());
                audit.append(transaction, new AuditEvent(actor, tenant, "address.refused", actor.id(), null, refused));
            }
        });
    }

    private static ProblemException refusal() {
        return new ProblemException(IP_NOT_ALLOWED, "requests from your address are not allowed");
    }

    private IpRules proven(WantedIpRules wanted, long version) {
        IpRules rules = wanted.proven(version);
        boolean namesCountries =
                !rules.countriesAllow().isEmpty() || !rules.countriesDeny().isEmpty();
        if (namesCountries && countries == CountryOf.NOTHING) {
            throw new ProblemException(
                    COUNTRIES_UNKNOWN, "the operator has to name a file of countries (MATRIX_COUNTRIES_FILE)");
        }
        return rules;
    }
}
