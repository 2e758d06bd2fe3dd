package io.matrixplatform.replay.stack;

import io.matrixplatform.events.metering.AmendedCall;
import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.model.metering.Slice;
import io.matrixplatform.replay.counting.Stage;
import io.matrixplatform.replay.counting.Totals;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The distinct calls of a run as they were corrected, told apart by their identity as text. */
public final class RawCount {
    /** What the log says of one call. */
    private static final class Standing {
        private @Nullable ApiCall original;
        private @Nullable ApiCall correction;
    }

    private final Duration grace;
    private final Map<String, Standing> calls = new HashMap<>();
    private final Map<String, Totals> byTenant = new HashMap<>();
    private final Map<String, Totals> lateByTenant = new HashMap<>();
    private Instant lastRecordedAt = Instant.MIN;
    private long records;
    private long repeats;
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
        Standing standing = calls.computeIfAbsent(identity, any -> new Standing());
        if (call.getCorrection() == null) {
            count(standing, call);
        } else {
            correct(standing, call);
        }
    }

    private void count(Standing standing, ApiCall call) {
        ApiCall first = standing.original;
        if (first != null) {
            passOver(isRepeat(first, call));
            return;
        }
        standing.original = call;
        book(call, Totals.ofCall(call.getInputTokens(), call.getOutputTokens()), call.getRecordedAt());
        ApiCall waiting = standing.correction;
        if (waiting != null && isRepeat(call, waiting)) {
            apply(call, waiting);
        } else if (waiting != null) {
            standing.correction = null;
            passOver(false);
        }
    }

    private void correct(Standing standing, ApiCall correction) {
        ApiCall original = standing.original;
        ApiCall first = standing.correction;
        if (original != null && !isRepeat(original, correction)) {
            passOver(false);
        } else if (first != null) {
            passOver(isRepeat(first, correction)
                    && first.getCorrection() == correction.getCorrection()
                    && Objects.equals(first.getAmended(), correction.getAmended()));
        } else {
            standing.correction = correction;
            if (original != null) {
                apply(original, correction);
            }
        }
    }

    private void apply(ApiCall original, ApiCall correction) {
        Instant at = original.getRecordedAt().isAfter(correction.getRecordedAt())
                ? original.getRecordedAt()
                : correction.getRecordedAt();
        Totals counted = Totals.ofCall(original.getInputTokens(), original.getOutputTokens());
        book(original, new Totals(0, 0, 0).minus(counted), at);
        AmendedCall amended = correction.getAmended();
        if (amended != null) {
            book(original, Totals.ofCall(amended.getInputTokens(), amended.getOutputTokens()), at);
        }
    }

    private void book(ApiCall call, Totals totals, Instant at) {
        byTenant.merge(call.getTenantId(), totals, Totals::plus);
        Instant sliceEnd = Slice.startOf(call.getOccurredAt()).plus(Slice.LENGTH);
        if (!at.isBefore(sliceEnd.plus(grace))) {
            lateByTenant.merge(call.getTenantId(), totals, Totals::plus);
        }
    }

    private void passOver(boolean isRepeat) {
        repeats++;
        conflicts += isRepeat ? 0 : 1;
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

    /** Records without an effect, conflicts included. */
    public long repeats() {
        return repeats;
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
