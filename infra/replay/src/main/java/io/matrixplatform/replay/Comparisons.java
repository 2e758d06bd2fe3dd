package io.matrixplatform.replay;

import io.matrixplatform.model.metering.Slice;
import io.matrixplatform.model.time.TimeWindow;
import io.matrixplatform.replay.counting.Comparison;
import io.matrixplatform.replay.offline.Aggregate;
import io.matrixplatform.replay.offline.OfflineCount;
import io.matrixplatform.replay.platform.Patience;
import io.matrixplatform.replay.runs.Run;
import io.matrixplatform.replay.runs.RunKey;
import io.matrixplatform.replay.runs.RunTenant;
import io.matrixplatform.replay.stack.Api;
import io.matrixplatform.replay.stack.RawCount;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.Supplier;

/** What an offline computation, the raw log and the platform say of what is no sum: conflicts, quarantine, aggregations. */
final class Comparisons {
    /** Conflicts and held calls are projected beside the ledger, so they may come a little behind it. */
    private static final int LOOKS = 60;

    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    /** Of an estimate with a standard error, 9,999 of 10,000 are within four times it. */
    private static final int STANDARD_ERRORS = 4;

    private final Api api;
    private final InstantSource clock;
    private final TimeWindow window;
    private final TimeWindow closed;

    /** @param window of all calls; the last slice of it may not be over, and a level goes on until it is */
    Comparisons(Api api, InstantSource clock, TimeWindow window) {
        this.closed = closed(window);
        this.api = api;
        this.clock = clock;
        this.window = window;
    }

    /** Without the last slice, but with the one before all, so that it is never empty: all calls may lie in one slice. */
    static TimeWindow closed(TimeWindow window) {
        return new TimeWindow(window.start().minus(Slice.LENGTH), window.end().minus(Slice.LENGTH));
    }

    List<Comparison> of(Run run, OfflineCount offline, RawCount raw) {
        List<Comparison> all = new ArrayList<>();
        for (RunTenant tenant : run.tenants()) {
            String id = tenant.id();
            RunKey key = tenant.keys().get(0);
            all.add(ids(
                    id,
                    "calls in conflict",
                    offline.contradicted(id),
                    raw.contradicted(id),
                    () -> api.contradicted(key, run.createdAt(), clock.instant().plusSeconds(60))));
            all.add(ids(
                    id,
                    "calls in quarantine",
                    offline.held(id),
                    raw.held(id),
                    () -> api.held(key, run.createdAt(), clock.instant().plusSeconds(60))));
            if (run.aggregations()) {
                for (Aggregate aggregate : Aggregate.values()) {
                    all.add(aggregate(id, key, aggregate, offline));
                }
            }
        }
        return all;
    }

    private static Comparison ids(
            String tenant,
            String what,
            SortedSet<String> offline,
            SortedSet<String> raw,
            Supplier<SortedSet<String>> platform) {
        SortedSet<String> recorded = platform.get();
        for (int looks = 1; recorded.size() < offline.size() && looks < LOOKS; looks++) {
            Patience.sleep(LOOK_AGAIN);
            recorded = platform.get();
        }
        Map<String, String> found = new LinkedHashMap<>();
        found.put("raw log", told(raw));
        found.put("PostgreSQL", told(recorded));
        return new Comparison(tenant, what, told(offline), found);
    }

    /** Their number, and which they are in a form that is short. */
    private static String told(SortedSet<String> ids) {
        return ids.size() + (ids.isEmpty() ? "" : " (" + Integer.toHexString(ids.hashCode()) + ")");
    }

    private Comparison aggregate(String tenant, RunKey key, Aggregate aggregate, OfflineCount offline) {
        TimeWindow asked = aggregate == Aggregate.TIME_WEIGHTED_SUM ? closed : window;
        String expected = offline.aggregate(aggregate, tenant, asked.end());
        Api.Quantity found = api.quantity(key, asked, aggregate.meter());
        double tolerated = found.errorKind().equals("STANDARD") ? STANDARD_ERRORS * found.error() : found.error();
        return new Comparison(
                tenant, aggregate.meter(), plain(expected), Map.of("platform", plain(found.text())), tolerated);
    }

    private static String plain(String decimal) {
        return new BigDecimal(decimal).stripTrailingZeros().toPlainString();
    }
}
