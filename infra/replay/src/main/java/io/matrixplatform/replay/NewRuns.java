package io.matrixplatform.replay;

import io.matrixplatform.replay.offline.Aggregate;
import io.matrixplatform.replay.plan.Plan;
import io.matrixplatform.replay.platform.Patience;
import io.matrixplatform.replay.runs.Run;
import io.matrixplatform.replay.runs.RunKey;
import io.matrixplatform.replay.runs.RunTenant;
import io.matrixplatform.replay.stack.Api;
import io.matrixplatform.replay.trace.Trace;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Founds runs: an id, a shift in time, tenants of their own. */
final class NewRuns {
    /** How long before now the last call was made. */
    private static final Duration ENDED = Duration.ofMinutes(1);

    /** A meter counts from a full minute on, at least one ahead. */
    private static final Duration MOST_AHEAD = Duration.ofMinutes(4);

    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final Api api;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    NewRuns(Api api, InstantSource clock) {
        this.api = api;
        this.clock = clock;
    }

    /** Returns when everything that the run's tenants have defined counts. */
    Run found(Trace trace, ReplayOptions options) {
        String id = newId();
        List<RunTenant> tenants = new ArrayList<>();
        for (int i = 1; i <= options.tenants(); i++) {
            tenants.add(foundTenant("replay " + id + " " + i, "replay-" + id + "-" + i));
        }
        if (options.aggregations()) {
            defineAggregations(tenants);
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new Run(
                id,
                trace.name(),
                trace.sha256(),
                options.seed(),
                options.injection(),
                options.aggregations(),
                now.minus(ENDED),
                now,
                tenants);
    }

    private void defineAggregations(List<RunTenant> tenants) {
        Instant effective = Instant.MIN;
        for (RunTenant tenant : tenants) {
            for (Aggregate aggregate : Aggregate.values()) {
                api.defineMeter(tenant.id(), aggregate.definition(), tenant.id() + "-" + aggregate.meter());
                Instant from = api.effectiveFrom(tenant.keys().get(0), aggregate.meter());
                effective = from.isAfter(effective) ? from : effective;
            }
        }
        Patience patience = new Patience(MOST_AHEAD);
        while (!clock.instant().isAfter(effective)) {
            patience.pause(Duration.ofSeconds(1), "meters take effect at " + effective);
        }
    }

    private String newId() {
        byte[] suffix = new byte[2];
        random.nextBytes(suffix);
        return ID.format(clock.instant()) + "-" + HexFormat.of().formatHex(suffix);
    }

    private RunTenant foundTenant(String name, String idempotencyKey) {
        String tenant = api.foundTenant(name, idempotencyKey);
        List<RunKey> keys = new ArrayList<>();
        for (int i = 1; i <= Plan.KEYS; i++) {
            keys.add(api.mintKey(tenant, "key " + i, idempotencyKey + "-key-" + i));
        }
        return new RunTenant(tenant, name, keys);
    }
}
