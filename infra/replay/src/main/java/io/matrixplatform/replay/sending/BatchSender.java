package io.matrixplatform.replay.sending;

import io.matrixplatform.replay.plan.ApiCallEvents;
import io.matrixplatform.replay.plan.PlannedCall;
import io.matrixplatform.replay.platform.Backoff;
import io.matrixplatform.replay.platform.Patience;
import io.matrixplatform.replay.platform.ReplayException;
import io.matrixplatform.replay.runs.RunKey;
import io.matrixplatform.replay.sending.Verdict.Refused;
import io.matrixplatform.replay.sending.Verdict.Taken;
import io.matrixplatform.replay.sending.Verdict.Unknown;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Sends a batch, and whatever of it is not confirmed again, until every event is acknowledged or rejected. Thread-safe. */
public final class BatchSender {
    /** A key takes a moment to reach the edge; and so does every key when the edge starts over. */
    private static final Duration KEY_PATIENCE = Duration.ofMinutes(1);

    private static final Set<Integer> PERHAPS_UNKNOWN_KEY = Set.of(401, 403);

    private final Edge edge;
    private final ApiCallEvents events;
    private final Tally tally;
    private final Consumer<List<PlannedCall>> acknowledgements;
    private final Backoff backoff;
    private final Patience patience;

    /**
     * @param acknowledgements is told of every call that was acknowledged, before anything else is sent for its batch
     * @param patience for all batches together: it lasts as long as anything is acknowledged
     */
    public BatchSender(
            Edge edge,
            ApiCallEvents events,
            Tally tally,
            Consumer<List<PlannedCall>> acknowledgements,
            Backoff backoff,
            Patience patience) {
        this.edge = edge;
        this.events = events;
        this.tally = tally;
        this.acknowledgements = acknowledgements;
        this.backoff = backoff;
        this.patience = patience;
    }

    /** Waits until the edge knows {@code key}. */
    public void awaitKey(RunKey key) {
        send(key, List.of());
    }

    /** @throws ReplayException if the edge refuses the request as a whole, or nothing is acknowledged for too long */
    public void send(RunKey key, List<PlannedCall> calls) {
        List<PlannedCall> open = calls;
        Patience keyPatience = new Patience(KEY_PATIENCE);
        tally.sent(calls);
        for (int failures = 0; ; ) {
            Verdict verdict = edge.post(key.secret(), events.batch(open), open.size());
            if (verdict instanceof Taken taken) {
                int before = open.size();
                open = settle(open, taken);
                if (open.isEmpty()) {
                    return;
                }
                failures = open.size() < before ? 1 : failures + 1;
                tally.again("not confirmed by Kafka");
                patience.pause(backoff.after(failures), "sending");
            } else if (verdict instanceof Unknown unknown) {
                failures++;
                tally.again(unknown.why());
                Duration wait = backoff.after(failures);
                patience.pause(
                        wait.compareTo(unknown.after()) > 0 ? wait : unknown.after(), "sending: " + unknown.why());
            } else if (verdict instanceof Refused refused) {
                if (!PERHAPS_UNKNOWN_KEY.contains(refused.status())) {
                    throw new ReplayException("the edge refused a batch: " + refused.why());
                }
                failures++;
                keyPatience.pause(backoff.after(failures), "key " + key + " is not accepted: " + refused.why());
            }
        }
    }

    /** @return what is still open */
    private List<PlannedCall> settle(List<PlannedCall> calls, Taken taken) {
        Set<Integer> rejected = new HashSet<>();
        for (Verdict.Rejection rejection : taken.rejected()) {
            rejected.add(rejection.index());
            tally.rejected(rejection);
        }
        List<PlannedCall> acknowledged = new ArrayList<>();
        List<PlannedCall> open = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            if (taken.retry().contains(i)) {
                open.add(calls.get(i));
            } else if (!rejected.contains(i)) {
                acknowledged.add(calls.get(i));
            }
        }
        if (!acknowledged.isEmpty()) {
            acknowledgements.accept(acknowledged);
            tally.acknowledged(acknowledged.size());
            patience.moved();
        }
        return open;
    }
}
