package io.matrixplatform.events;

import static io.matrixplatform.events.Topic.Cleanup.COMPACT;
import static io.matrixplatform.events.Topic.Cleanup.COMPACT_AND_DELETE;
import static io.matrixplatform.events.Topic.Cleanup.DELETE;

import io.matrixplatform.events.Topic.Cleanup;
import io.matrixplatform.events.Topic.Clock;
import io.matrixplatform.events.access.ApiKeyState;
import io.matrixplatform.events.access.LimitState;
import io.matrixplatform.events.catalog.MeterState;
import io.matrixplatform.events.catalog.UsageRuleState;
import io.matrixplatform.events.inference.RouteState;
import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.events.metering.DeadLetter;
import io.matrixplatform.events.metering.LateUsage;
import io.matrixplatform.events.metering.MeteringProgress;
import io.matrixplatform.events.metering.QuarantineDecision;
import io.matrixplatform.events.metering.QuarantinedCall;
import io.matrixplatform.events.metering.RuntimeMetric;
import io.matrixplatform.events.metering.UsageConflict;
import io.matrixplatform.events.metering.UsageEvent;
import io.matrixplatform.events.metering.UsageLedgerEntry;
import io.matrixplatform.events.metering.UsageRollup;
import io.matrixplatform.events.operations.EdgeReport;
import io.matrixplatform.events.operations.TracedFact;
import java.time.Duration;
import java.util.List;
import org.apache.avro.Schema;

/**
 * The topic catalogue: every topic of the platform, and all that is fixed about it. Topics are created from it.
 *
 * <p>A breaking change is a new topic with the next major number, never a change of one that stands here.
 */
public final class Topics {
    /**
     * How far a fact's {@code recorded_at} (which is its record timestamp) may lie from the broker's clock when it is
     * appended. An edge whose send takes longer answers "retry"; the fact is then in the log with a later
     * {@code recorded_at} or not at all.
     */
    public static final Duration APPEND_BOUND = Duration.ofSeconds(15);

    private static final Duration FACTS_KEPT = Duration.ofDays(45);
    private static final Duration ROLLUPS_KEPT = Duration.ofDays(30);
    /** Beyond a day, whose quotas an edge tells of. */
    private static final Duration REPORTS_KEPT = Duration.ofDays(2);

    private static final String IDENTITY = "16 bytes of the identity";

    public static final Topic METERING_API_CALLS = facts("metering.api-calls.v1", ApiCall.getClassSchema());
    public static final Topic METERING_USAGE_EVENTS = facts("metering.usage-events.v1", UsageEvent.getClassSchema());
    public static final Topic METERING_RUNTIME_METRICS =
            facts("metering.runtime-metrics.v1", RuntimeMetric.getClassSchema());
    /** Beside the facts, since metering counts by it as well. */
    public static final Topic METERING_QUARANTINE_DECISIONS = new Topic(
            "metering.quarantine-decisions.v1",
            IDENTITY,
            QuarantineDecision.getClassSchema(),
            4,
            DELETE,
            FACTS_KEPT,
            Clock.BROKER);

    public static final Topic METERING_API_CALLS_DEAD_LETTERS = deadLetters(METERING_API_CALLS);
    public static final Topic METERING_USAGE_EVENTS_DEAD_LETTERS = deadLetters(METERING_USAGE_EVENTS);
    public static final Topic METERING_RUNTIME_METRICS_DEAD_LETTERS = deadLetters(METERING_RUNTIME_METRICS);
    public static final Topic METERING_QUARANTINE_DECISIONS_DEAD_LETTERS = deadLetters(METERING_QUARANTINE_DECISIONS);

    public static final Topic METERING_USAGE_ROLLUPS = conclusions(
            "metering.usage-rollups.v1", "rollup_id", UsageRollup.getClassSchema(), 4, DELETE, ROLLUPS_KEPT);
    public static final Topic METERING_USAGE_LEDGER = conclusions(
            "metering.usage-ledger.v1", "slice_id", UsageLedgerEntry.getClassSchema(), 4, COMPACT, FACTS_KEPT);
    public static final Topic METERING_LATE_USAGE =
            conclusions("metering.late-usage.v1", "late_usage_id", LateUsage.getClassSchema(), 4, COMPACT, FACTS_KEPT);
    public static final Topic METERING_PROGRESS =
            conclusions("metering.progress.v1", "job", MeteringProgress.getClassSchema(), 1, COMPACT, FACTS_KEPT);
    public static final Topic METERING_CONFLICTS =
            conclusions("metering.conflicts.v1", IDENTITY, UsageConflict.getClassSchema(), 4, DELETE, FACTS_KEPT);
    public static final Topic METERING_QUARANTINE = conclusions(
            "metering.quarantine.v1",
            "fact_partition-fact_offset",
            QuarantinedCall.getClassSchema(),
            4,
            DELETE,
            FACTS_KEPT);

    public static final Topic ACCESS_API_KEY_STATE = conclusions(
            "access.api-key-state.v1",
            "key_hash, or 'heartbeat'",
            ApiKeyState.getClassSchema(),
            1,
            COMPACT,
            FACTS_KEPT);
    public static final Topic ACCESS_LIMIT_STATE = conclusions(
            "access.limit-state.v1",
            "plan/…, subscription/… or key/…, or 'heartbeat'",
            LimitState.getClassSchema(),
            1,
            COMPACT,
            FACTS_KEPT);
    public static final Topic CATALOG_METER_STATE = conclusions(
            "catalog.meter-state.v1", "tenant_id/meter_key", MeterState.getClassSchema(), 1, COMPACT, FACTS_KEPT);
    public static final Topic CATALOG_USAGE_RULE_STATE = conclusions(
            "catalog.usage-rule-state.v1", "model/version", UsageRuleState.getClassSchema(), 1, COMPACT, FACTS_KEPT);
    public static final Topic INFERENCE_ROUTE_STATE =
            conclusions("inference.route-state.v1", "model", RouteState.getClassSchema(), 1, COMPACT, FACTS_KEPT);

    /** What edges say of themselves, for whoever looks at them; nothing is decided by it. */
    public static final Topic OPERATIONS_EDGE_REPORTS = conclusions(
            "operations.edge-reports.v1",
            "EDGE, EDGE/limits/OWNER or EDGE/server/ADDRESS",
            EdgeReport.getClassSchema(),
            1,
            COMPACT_AND_DELETE,
            REPORTS_KEPT);
    /** Calls that are traced; nothing is decided by it, and one that is missing is a trace that ends early. */
    public static final Topic OPERATIONS_TRACED_FACTS =
            conclusions("operations.traced-facts.v1", "event_id", TracedFact.getClassSchema(), 1, DELETE, REPORTS_KEPT);

    /** Under which the metering job says how far the checkpoints are that it has completed. */
    public static final String METERING_GROUP = "matrix-metering";

    private Topics() {}

    /** All topics, facts first. */
    public static List<Topic> all() {
        return List.of(
                METERING_API_CALLS,
                METERING_USAGE_EVENTS,
                METERING_RUNTIME_METRICS,
                METERING_QUARANTINE_DECISIONS,
                METERING_API_CALLS_DEAD_LETTERS,
                METERING_USAGE_EVENTS_DEAD_LETTERS,
                METERING_RUNTIME_METRICS_DEAD_LETTERS,
                METERING_QUARANTINE_DECISIONS_DEAD_LETTERS,
                METERING_USAGE_ROLLUPS,
                METERING_USAGE_LEDGER,
                METERING_LATE_USAGE,
                METERING_PROGRESS,
                METERING_CONFLICTS,
                METERING_QUARANTINE,
                ACCESS_API_KEY_STATE,
                ACCESS_LIMIT_STATE,
                CATALOG_METER_STATE,
                CATALOG_USAGE_RULE_STATE,
                INFERENCE_ROUTE_STATE,
                OPERATIONS_EDGE_REPORTS,
                OPERATIONS_TRACED_FACTS);
    }

    private static Topic facts(String name, Schema schema) {
        return new Topic(name, IDENTITY, schema, 4, DELETE, FACTS_KEPT, Clock.BOUNDED);
    }

    private static Topic deadLetters(Topic facts) {
        return new Topic(
                facts.deadLetters(),
                "topic:partition:offset of the fact",
                DeadLetter.getClassSchema(),
                1,
                DELETE,
                FACTS_KEPT,
                Clock.FREE);
    }

    private static Topic conclusions(
            String name, String key, Schema schema, int partitions, Cleanup cleanup, Duration retention) {
        return new Topic(name, key, schema, partitions, cleanup, retention, Clock.FREE);
    }
}
