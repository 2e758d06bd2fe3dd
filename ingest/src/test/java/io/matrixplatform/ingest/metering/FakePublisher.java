package io.matrixplatform.ingest.metering;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** A log in memory that can lose facts by id, and can be told to keep everyone waiting. */
public final class FakePublisher implements FactPublisher {
    private final List<Fact> log = new ArrayList<>();
    private final List<Runnable> held = new ArrayList<>();
    private final Set<String> lost = ConcurrentHashMap.newKeySet();
    private boolean holding;
    private volatile boolean reachable = true;
    private volatile boolean losesAll;

    public synchronized void hold() {
        holding = true;
    }

    public synchronized void answerAll() {
        holding = false;
        held.forEach(Runnable::run);
        held.clear();
    }

    synchronized int waiting() {
        return held.size();
    }

    public void goAway() {
        reachable = false;
    }

    public void comeBack() {
        reachable = true;
        losesAll = false;
    }

    /** Confirms nothing, though it is known where to send. */
    public void loseAll() {
        losesAll = true;
    }

    public void lose(String id) {
        lost.add(id);
    }

    public synchronized List<Fact> log() {
        return List.copyOf(log);
    }

    @Override
    public synchronized void publish(List<Fact> facts, Instant recordedAt, Consumer<List<Unconfirmed>> answered) {
        Runnable answer = () -> answered.accept(append(facts));
        if (holding) {
            held.add(answer);
        } else {
            answer.run();
        }
    }

    @Override
    public void publish(Fact fact, Instant recordedAt, Consumer<Optional<LogPosition>> answered) {
        publish(
                List.of(fact),
                recordedAt,
                unconfirmed -> answered.accept(
                        unconfirmed.isEmpty()
                                ? Optional.of(new LogPosition(0, log().indexOf(fact)))
                                : Optional.empty()));
    }

    @Override
    public void publishUnawaited(Fact fact, Instant recordedAt, Consumer<Optional<LogPosition>> answered) {
        publish(fact, recordedAt, answered);
    }

    private List<Unconfirmed> append(List<Fact> facts) {
        List<Unconfirmed> unconfirmed = new ArrayList<>();
        for (Fact fact : facts) {
            if (losesAll || lost.contains(fact.id())) {
                unconfirmed.add(new Unconfirmed(fact.index(), fact.id(), "the log did not confirm it"));
            } else {
                log.add(fact);
            }
        }
        return unconfirmed;
    }

    @Override
    public Optional<String> notReadyBecause() {
        return reachable ? Optional.empty() : Optional.of("the log is away");
    }
}
