package io.matrixplatform.replay;

import io.matrixplatform.replay.plan.Plan;
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

    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final Api api;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    NewRuns(Api api, InstantSource clock) {
        this.api = api;
        this.clock = clock;
    }

    Run found(Trace trace, ReplayOptions options) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        byte[] suffix = new byte[2];
        random.nextBytes(suffix);
        String id = ID.format(now) + "-" + HexFormat.of().formatHex(suffix);
        List<RunTenant> tenants = new ArrayList<>();
        for (int i = 1; i <= options.tenants(); i++) {
            tenants.add(foundTenant("replay " + id + " " + i, "replay-" + id + "-" + i));
        }
        return new Run(
                id, trace.name(), trace.sha256(), options.seed(), options.injection(), now.minus(ENDED), now, tenants);
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
