package io.matrixplatform.model.billing.periods;

import io.matrixplatform.model.rules.RuleViolation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The billing periods of one subscription, from its start to its end, if it has one. The one calculator for every kind of
 * item: recurring prices, usage, minimums and grants ask it and nothing else.
 *
 * <p>What it takes to find the period of an instant does not grow with the subscription's age.
 */
public final class Periods {
    private final ZoneTimeline zones;
    private final List<Leg> legs;
    private final long[] before;

    private Periods(ZoneTimeline zones, List<Leg> legs) {
        this.zones = zones;
        this.legs = List.copyOf(legs);
        this.before = new long[legs.size()];
        for (int i = 1; i < before.length; i++) {
            before[i] = before[i - 1] + legs.get(i - 1).count();
        }
    }

    /** Without trial and pauses. */
    public static Periods of(Terms terms, Instant start, @Nullable Instant end) {
        return of(terms, start, end, null, List.of());
    }

    /**
     * @param end null while none is known
     * @param trialEnd null if there is no trial; it is the one now known, so an extended trial is simply asked for again
     * @param pauses in order, each within start and end
     */
    public static Periods of(
            Terms terms, Instant start, @Nullable Instant end, @Nullable Instant trialEnd, List<Pause> pauses) {
        if (end != null && !start.isBefore(end)) {
            throw new RuleViolation("end", "end-after-start", "a subscription ends after its start " + start);
        }
        if (trialEnd != null && !start.isBefore(trialEnd)) {
            throw new RuleViolation("trial_end", "trial-after-start", "a trial ends after the start " + start);
        }
        requireOrder(pauses, start);
        Legs legs = new Legs(terms, start, end);
        if (trialEnd != null && terms.onTrial() == Terms.OnTrial.BEFORE) {
            legs.whole(Standing.TRIAL, trialEnd);
        }
        if (terms.onResume() == Terms.OnResume.RESTART) {
            pauses.forEach(legs::pause);
        }
        return new Periods(terms.zones(), legs.finish());
    }

    private static void requireOrder(List<Pause> pauses, Instant start) {
        Instant since = start;
        for (int i = 0; i < pauses.size(); i++) {
            Pause pause = pauses.get(i);
            if (pause.from().isBefore(since)) {
                throw new RuleViolation(
                        "pauses/" + i + "/from",
                        "pauses-ascend",
                        "a pause starts after the start and the pause before");
            }
            if (pause.to() == null && i < pauses.size() - 1) {
                throw new RuleViolation("pauses/" + i + "/to", "pauses-ascend", "only the last pause may be open");
            }
            since = pause.to() == null ? since : pause.to();
        }
    }

    /** Empty before the start and from the end on. */
    public Optional<Period> containing(Instant moment) {
        for (int i = 0; i < legs.size(); i++) {
            if (legs.get(i).contains(moment)) {
                return Optional.of(legs.get(i).containing(moment, before[i], zones));
            }
        }
        return Optional.empty();
    }

    public Period first() {
        return containing(start()).orElseThrow();
    }

    /** Empty after the last period. */
    public Optional<Period> after(Period period) {
        return containing(period.end());
    }

    /** The periods that share an instant with {@code [from, to)}, in order; at most {@code limit}. */
    public List<Period> between(Instant from, Instant to, int limit) {
        List<Period> found = new ArrayList<>();
        Optional<Period> next = containing(from.isBefore(start()) ? start() : from);
        while (next.isPresent() && next.get().start().isBefore(to) && found.size() < limit) {
            found.add(next.get());
            next = after(next.get());
        }
        return found;
    }

    public Instant start() {
        return legs.get(0).start();
    }

    /** Lays one leg after the other, none beyond the end. */
    private static final class Legs {
        private final Terms terms;
        private final @Nullable Instant end;
        private final List<Leg> legs = new ArrayList<>();
        private Instant since;
        private Instant billedFrom;
        private boolean ended;

        Legs(Terms terms, Instant start, @Nullable Instant end) {
            this.terms = terms;
            this.end = end;
            this.since = start;
            this.billedFrom = start;
        }

        void whole(Standing standing, Instant until) {
            Instant to = end == null || until.isBefore(end) ? until : end;
            if (!ended && since.isBefore(to)) {
                legs.add(Leg.whole(standing, since, to, terms.zones()));
            }
            moveTo(to);
            billedFrom = to;
        }

        void pause(Pause pause) {
            active(pause.from());
            if (pause.to() != null) {
                whole(Standing.PAUSED, pause.to());
            } else if (!ended) {
                legs.add(new Leg(Standing.PAUSED, since, end, terms.grid(since)::containing, Stubs.SHORT));
                ended = true;
            }
        }

        List<Leg> finish() {
            active(end);
            return legs;
        }

        private void active(@Nullable Instant until) {
            Instant to = until == null || (end != null && end.isBefore(until)) ? end : until;
            if (!ended && (to == null || since.isBefore(to))) {
                legs.add(new Leg(Standing.ACTIVE, since, to, terms.grid(billedFrom)::containing, terms.stubs()));
            }
            if (to != null) {
                moveTo(to);
            }
        }

        private void moveTo(Instant to) {
            since = since.isBefore(to) ? to : since;
            ended = ended || (end != null && !since.isBefore(end));
        }
    }
}
