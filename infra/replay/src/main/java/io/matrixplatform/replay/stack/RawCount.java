package io.matrixplatform.replay.stack;

import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.model.metering.Slice;
import io.matrixplatform.replay.counting.Stage;
import io.matrixplatform.replay.counting.Totals;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The distinct calls of a run, told apart by their identity as text. */
public final class RawCount {
    private final Duration grace;
    private final Map<String, ApiCall> distinct = new HashMap<>();
    private final Map<String, Totals> byTenant = new HashMap<>();
    private final Map<String, Totals> lateByTenant = new HashMap<>();
    private Instant lastRecordedAt = Instant.MIN;
    private long records;
    private long conflicts;

    RawCount(Duration grace) {
        this.grace = grace;
    }

    void add(ApiCall call) {
        records++;
        if (call.getRecordedAt().isAfter(lastRecordedAt)) {
            lastRecordedAt = call.getRecordedAt();
        }
        String identity = call.getTenantId() + '\n' + call.getSource() + '\n' + call.getEventId();
        ApiCall first = distinct.putIfAbsent(identity, call);
        if (first != null) {
            if (!isRepeat(first, call)) {
                conflicts++;
            }
            return;
        }
        Totals one = Totals.ofCall(call.getInputTokens(), call.getOutputTokens());
        byTenant.merge(call.getTenantId(), one, Totals::plus);
        Instant sliceEnd = Slice.startOf(call.getOccurredAt()).plus(Slice.LENGTH);
        if (!call.getRecordedAt().isBefore(sliceEnd.plus(grace))) {
            lateByTenant.merge(call.getTenantId(), one, Totals::plus);
        }
    }

    public Stage distinct(String name) {
        return new Stage(name, byTenant);
    }

    public Stage late(String name) {
        return new Stage(name, lateByTenant);
    }

    /** Of any record of the run; before all time when there is none. */
    public Instant lastRecordedAt() {
        return lastRecordedAt;
    }

    public long records() {
        return records;
    }

    public long repeats() {
        return records - distinct.size();
    }

    public long conflicts() {
        return conflicts;
    }

    private static boolean isRepeat(ApiCall one, ApiCall other) {
        return one.getOccurredAt().equals(other.getOccurredAt())
                && one.getModel().equals(other.getModel())
                && one.getRoute().equals(other.getRoute())
                && one.getStatus() == other.getStatus()
                && one.getLatencyMs() == other.getLatencyMs()
                && one.getInputTokens() == other.getInputTokens()
                && one.getOutputTokens() == other.getOutputTokens();
    }
}
