package io.matrixplatform.ingest.operations;

import io.matrixplatform.events.operations.EdgeReport;
import io.matrixplatform.events.operations.LimitUsed;
import io.matrixplatform.ingest.access.limits.LimitUse;
import io.matrixplatform.ingest.inference.upstreams.Fault;
import io.matrixplatform.ingest.inference.upstreams.ServerHealth;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is told as it stands in the log, with its keys. Pure. */
record Reports(String edge, Instant startedAt) {
    String keyOfEdge() {
        return edge;
    }

    EdgeReport ofEdge(Instant now) {
        return report(now).build();
    }

    String keyOf(LimitUse use) {
        return edge + "/limits/" + use.owner();
    }

    EdgeReport of(LimitUse use) {
        return report(use.at())
                .setLimitUse(new io.matrixplatform.events.operations.LimitUse(
                        use.owner(),
                        use.limits().stream().map(used -> used(used, use.at())).toList()))
                .build();
    }

    String keyOf(ServerHealth health) {
        return edge + "/server/" + health.url();
    }

    EdgeReport of(ServerHealth health, Instant now) {
        Fault last = health.lastFault();
        Map<String, Long> faults = new HashMap<>();
        health.faults().forEach((fault, number) -> faults.put(fault.toString(), number));
        return report(now)
                .setServer(io.matrixplatform.events.operations.ServerHealth.newBuilder()
                        .setBaseUrl(health.url().toString())
                        .setFailuresInARow(health.failuresInARow())
                        .setRestsUntil(micros(health.restsUntil()))
                        .setAnswered(health.answered())
                        .setFaults(faults)
                        .setLastAnsweredAt(micros(health.lastAnsweredAt()))
                        .setLastFault(last == null ? null : last.toString())
                        .setLastFaultAt(micros(health.lastFaultAt()))
                        .setMissingCredentials(health.missingCredentials())
                        .build())
                .build();
    }

    private EdgeReport.Builder report(Instant saidAt) {
        return EdgeReport.newBuilder()
                .setEdge(edge)
                .setStartedAt(startedAt.truncatedTo(ChronoUnit.MICROS))
                .setSaidAt(saidAt.truncatedTo(ChronoUnit.MICROS));
    }

    private static LimitUsed used(LimitUse.Used used, Instant saidAt) {
        Instant backAt = used.backAt();
        long backIn = backAt == null ? 0 : Math.max(0, ChronoUnit.MICROS.between(saidAt, backAt));
        return new LimitUsed(used.kind().toString(), used.amount(), used.used(), backIn);
    }

    private static @Nullable Instant micros(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MICROS);
    }
}
