package io.matrixplatform.replay.stack;

import io.matrixplatform.events.metering.AmendedCall;
import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.model.metering.Slice;
import io.matrixplatform.replay.counting.Stage;
import io.matrixplatform.replay.counting.Totals;
import io.matrixplatform.replay.offline.UsageLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The distinct calls of a run that no rule holds, as they were corrected, told apart by their identity as text. */
public final class RawCount {
    /** What the log says of one call. */
    private static final class Standing {
        private @Nullable ApiCall original;
        private @Nullable ApiCall correction;
    }

    private final Duration grace;
    private final UsageLimits limits;
    private final Map<String, SortedSet<String>> contradicted = new HashMap<>();
    private final Map<String, SortedSet<String>> held = new HashMap<>();
    private final Map<String, Standing> calls = new HashMap<>();
    private final Map<String, Totals> byTenant = new HashMap<>();
    private final Map<String, Totals> lateByTenant = new HashMap<>();
    private Instant lastRecordedAt = Instant.MIN;
    private long records;
    private long repeats;

    RawCount(Duration grace, UsageLimits limits) {
        this.grace = grace;
        this.limits = limits;
    }

    void add(ApiCall call) {
        records++;
        if (call.getRecordedAt().isAfter(lastRecordedAt)) {
            lastRecordedAt = call.getRecordedAt();
        }
        String request = call.getRequestId();
        String identity = call.getTenantId()
                + '\n'
                + call.getSource()
                + '\n'
                + (request == null ? "event " + call.getEventId() : "request " + request);
        Standing standing = calls.computeIfAbsent(identity, any -> new Standing());
        if (call.getCorrection() == null) {
            count(standing, call);
        } else {
            correct(standing, call);
        }
    }

    private void count(Standing standing, ApiCall call) {
        ApiCall first = standing.original;
        if (first != null && !isReplaced(first, call)) {
            passOver(call, isRepeat(first, call) || isOlderFrame(first, call));
            return;
        }
        if (first != null && limits.admit(first.getModel(), first.getInputTokens(), first.getOutputTokens())) {
            Totals taken = Totals.ofCall(first.getInputTokens(), first.getOutputTokens());
            book(first, Totals.ZERO.minus(taken), call.getRecordedAt());
        }
        standing.original = call;
        if (admit(call, call.getModel(), call.getInputTokens(), call.getOutputTokens())) {
            book(call, Totals.ofCall(call.getInputTokens(), call.getOutputTokens()), call.getRecordedAt());
        }
        ApiCall waiting = isOpen(call) ? null : standing.correction;
        if (waiting != null && isRepeat(call, waiting)) {
            apply(call, waiting);
        } else if (waiting != null) {
            standing.correction = null;
            passOver(waiting, false);
        }
    }

    private void correct(Standing standing, ApiCall correction) {
        ApiCall original = standing.original == null || isOpen(standing.original) ? null : standing.original;
        ApiCall first = standing.correction;
        if (original != null && !isRepeat(original, correction)) {
            passOver(correction, false);
        } else if (first != null) {
            boolean isRepeat = isRepeat(first, correction)
                    && first.getCorrection() == correction.getCorrection()
                    && Objects.equals(first.getAmended(), correction.getAmended());
            passOver(correction, isRepeat);
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
        if (limits.admit(original.getModel(), original.getInputTokens(), original.getOutputTokens())) {
            Totals counted = Totals.ofCall(original.getInputTokens(), original.getOutputTokens());
            book(original, Totals.ZERO.minus(counted), at);
        }
        AmendedCall amended = correction.getAmended();
        if (amended != null
                && admit(original, amended.getModel(), amended.getInputTokens(), amended.getOutputTokens())) {
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

    private boolean admit(ApiCall call, String model, long inputTokens, long outputTokens) {
        boolean isAdmitted = limits.admit(model, inputTokens, outputTokens);
        if (!isAdmitted) {
            note(held, call);
        }
        return isAdmitted;
    }

    private void passOver(ApiCall call, boolean isRepeat) {
        repeats++;
        if (!isRepeat) {
            note(contradicted, call);
        }
    }

    private static void note(Map<String, SortedSet<String>> ids, ApiCall call) {
        ids.computeIfAbsent(call.getTenantId(), any -> new TreeSet<>()).add(call.getEventId());
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

    /** Ids of the calls that something contradicts. */
    public SortedSet<String> contradicted(String tenant) {
        return contradicted.getOrDefault(tenant, new TreeSet<>());
    }

    /** Ids of the calls that a rule holds. */
    public SortedSet<String> held(String tenant) {
        return held.getOrDefault(tenant, new TreeSet<>());
    }

    private static boolean isOpen(ApiCall call) {
        return call.getRequestId() != null && !call.getFinalFrame();
    }

    /** Whether the second is a frame that counts in the place of the first. */
    private static boolean isReplaced(ApiCall first, ApiCall second) {
        return isOpen(first) && (second.getFinalFrame() || second.getFrame() > first.getFrame());
    }

    private static boolean isOlderFrame(ApiCall first, ApiCall second) {
        return isOpen(second) && (first.getFinalFrame() || second.getFrame() < first.getFrame());
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
