package io.matrixplatform.replay.demo;

import io.matrixplatform.replay.platform.Backoff;
import io.matrixplatform.replay.platform.Patience;
import io.matrixplatform.replay.platform.ReplayException;
import io.matrixplatform.replay.runs.RunKey;
import io.matrixplatform.replay.sending.Edge;
import io.matrixplatform.replay.sending.Verdict;
import io.matrixplatform.replay.sending.Verdict.Refused;
import io.matrixplatform.replay.sending.Verdict.Taken;
import io.matrixplatform.replay.sending.Verdict.Unknown;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Sends made-up events until each is accepted or rejected. For one thread; its numbers may be read by others. */
final class SampleSender {
    static final int MOST_AT_ONCE = 500;

    /** A key takes a moment to reach the edge; and so does every key when the edge starts over. */
    private static final Duration KEY_PATIENCE = Duration.ofMinutes(1);

    private static final Set<Integer> PERHAPS_UNKNOWN_KEY = Set.of(401, 403);

    private final Edge edge;
    private final SampleEventWriter writer;
    private final Patience patience;
    private volatile long accepted;
    private volatile long rejected;

    /** @param patience how long nothing at all may be taken before the demo gives up */
    SampleSender(Edge edge, SampleEventWriter writer, Duration patience) {
        this.edge = edge;
        this.writer = writer;
        this.patience = new Patience(patience);
    }

    /** Events that the edge took, repeats included. */
    long accepted() {
        return accepted;
    }

    /** Events that the edge refused for their faults. */
    long rejected() {
        return rejected;
    }

    /** Waits until the edge knows {@code key}. */
    void awaitKey(RunKey key) {
        send(key, List.of());
    }

    /** @throws ReplayException if the edge refuses the request as a whole, or takes nothing for too long */
    void send(RunKey key, List<SampleEvent> events) {
        List<SampleEvent> open = events;
        Patience keyPatience = new Patience(KEY_PATIENCE);
        for (int failures = 1; ; failures++) {
            Verdict verdict = edge.post(key.secret(), writer.batch(open), open.size());
            if (verdict instanceof Taken taken) {
                open = settle(open, taken);
                if (open.isEmpty()) {
                    return;
                }
                patience.pause(Backoff.PATIENT.after(failures), "sending");
            } else if (verdict instanceof Unknown unknown) {
                patience.pause(longer(Backoff.PATIENT.after(failures), unknown.after()), "sending: " + unknown.why());
            } else if (verdict instanceof Refused refused) {
                if (!PERHAPS_UNKNOWN_KEY.contains(refused.status())) {
                    throw new ReplayException("the edge refused a batch: " + refused.why());
                }
                keyPatience.pause(Backoff.PATIENT.after(failures), "key " + key + " is not accepted: " + refused.why());
            }
        }
    }

    /** @return what is still open */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    private List<SampleEvent> settle(List<SampleEvent> events, Taken taken) {
        rejected += taken.rejected().size();
        accepted += events.size() - taken.rejected().size() - taken.retry().size();
        if (taken.retry().size() < events.size()) {
            patience.moved();
        }
        return IntStream.range(0, events.size())
                .filter(taken.retry()::contains)
                .mapToObj(events::get)
                .toList();
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
