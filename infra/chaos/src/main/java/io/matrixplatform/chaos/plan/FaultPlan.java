package io.matrixplatform.chaos.plan;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The faults of one run, in order of time. Every blow to every part is dealt once, shuffled, before one is dealt again: a long
 * run has them all, evenly, and no part waits for its turn by bad luck.
 */
public record FaultPlan(List<Fault> faults) {
    public static final String SUPERVISOR = "supervisor";

    private static final List<String> PARTS = List.of(
            "ingest", "kafka", "registry", "jobmanager", "taskmanager", "taskmanager-2", "pinot", "postgresql", "api");
    /** What Pinot needs when it commits a segment and begins the next one. */
    private static final List<String> NEEDED_AT_COMMITS = List.of("kafka", "registry");

    private static final long FIRST_MS = 4_000;
    private static final long GAP_LEAST_MS = 7_000;
    private static final int GAP_MORE_MS = 6_000;
    /** Up to beyond all heartbeat and session time-outs, and beyond how far a fact may lie from the broker's clock. */
    private static final long FROZEN_LEAST_MS = 2_000;

    private static final int FROZEN_MORE_MS = 16_000;
    private static final int COMMIT_MORE_MS = 2_500;

    public FaultPlan {
        faults = List.copyOf(faults);
    }

    /** @throws IllegalArgumentException unless there is at least a minute */
    public static FaultPlan of(int minutes, long seed) {
        if (minutes < 1) {
            throw new IllegalArgumentException("a run takes at least a minute, not " + minutes);
        }
        // The algorithm of this class is fixed by its specification: the same numbers on every JDK.
        Random random = new Random(seed);
        Deque<Card> deck = new ArrayDeque<>();
        List<Fault> faults = new ArrayList<>();
        long end = Duration.ofMinutes(minutes).toMillis();
        for (long at = FIRST_MS; at < end; at += GAP_LEAST_MS + random.nextInt(GAP_MORE_MS)) {
            if (deck.isEmpty()) {
                deck.addAll(shuffled(random));
            }
            Card card = deck.pop();
            faults.add(new Fault(Duration.ofMillis(at), card.part, card.blow, span(card.blow, random)));
        }
        return new FaultPlan(faults);
    }

    private record Card(String part, Blow blow) {}

    private static List<Card> shuffled(Random random) {
        List<Card> cards = new ArrayList<>();
        Stream.concat(PARTS.stream(), Stream.of(SUPERVISOR)).forEach(part -> {
            cards.add(new Card(part, Blow.KILL));
            cards.add(new Card(part, Blow.FREEZE));
        });
        // The supervisor's orderly end is the end of the stack.
        PARTS.forEach(part -> cards.add(new Card(part, Blow.RESTART)));
        NEEDED_AT_COMMITS.forEach(part -> cards.add(new Card(part, Blow.KILL_AT_COMMIT)));
        Collections.shuffle(cards, random);
        return cards;
    }

    private static Duration span(Blow blow, Random random) {
        return switch (blow) {
            case KILL, RESTART -> Duration.ZERO;
            case KILL_AT_COMMIT -> Duration.ofMillis(random.nextInt(COMMIT_MORE_MS));
            case FREEZE -> Duration.ofMillis(FROZEN_LEAST_MS + random.nextInt(FROZEN_MORE_MS));
        };
    }
}
