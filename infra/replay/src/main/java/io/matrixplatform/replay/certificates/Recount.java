package io.matrixplatform.replay.certificates;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts the records of one tenant in one window again: whole histories side by side, nothing incremental. */
final class Recount {
    private static final Duration SLICE = Duration.ofMinutes(15);

    private final Instant from;
    private final Instant to;
    private final List<Meter> meters;
    private final List<Rule> rules;
    private final Set<Instant> leftOut;
    private final Map<String, Long> fates = new TreeMap<>();
    private final Map<String, Sum> inTime = new HashMap<>();
    private final Map<String, Sum> late = new HashMap<>();
    private final Set<Instant> touchedSince = new HashSet<>();
    private final List<Decision> decisions = new ArrayList<>();
    private final Map<String, Slices> slices = new HashMap<>();

    /** A decision that stands. */
    private record Decision(Saying call, String verdict, Instant at) {}

    /** Of one meter, those whose ledger entries are certified. */
    private record Slices(Instant from, Instant to) {
        boolean have(Instant slice) {
            return !slice.isBefore(from) && slice.isBefore(to);
        }
    }

    /** @param leftOut slices that the certificate leaves out */
    Recount(CertifiedWindow window, List<Meter> meters, List<Rule> rules, Set<Instant> leftOut) {
        this.from = window.from();
        this.to = window.to();
        this.meters = List.copyOf(meters);
        this.rules = List.copyOf(rules);
        this.leftOut = Set.copyOf(leftOut);
        for (Meter meter : meters) {
            slices.put(meter.key(), new Slices(window.firstSlice(meter.grace()), window.endOfSlices(meter.grace())));
        }
    }

    /** In the order of the log, and before any fact. */
    void decide(Saying call, String verdict, Instant at) {
        if (!at.isBefore(to)) {
            touchedSince.add(sliceOf(call));
            return;
        }
        @Nullable Decision before = decisionOn(call);
        if (before == null) {
            decisions.add(new Decision(call, verdict, at));
        }
        if (!at.isBefore(from)) {
            String fate =
                    before == null ? "decided" : before.verdict.equals(verdict) ? Tale.REPEATED : Tale.CONFLICTING;
            fates.merge(fate, 1L, Long::sum);
        }
    }

    private @Nullable Decision decisionOn(Saying call) {
        for (Decision decision : decisions) {
            if (decision.call.identity().equals(call.identity()) && decision.call.repeats(call)) {
                return decision;
            }
        }
        return null;
    }

    /** @param sayings all that was said under one identity, in the order of the log */
    void settle(List<Saying> sayings) {
        List<Saying> told = new ArrayList<>();
        for (Saying saying : sayings) {
            boolean isInWindow = isInWindow(Instant.ofEpochMilli(saying.millis()));
            if (!Instant.ofEpochMilli(saying.millis()).isBefore(to)) {
                sayings.forEach(each -> touchedSince.add(sliceOf(each)));
            } else if (saying.isUsable()) {
                told.add(saying);
            } else if (isInWindow) {
                fates.merge("dead", 1L, Long::sum);
            }
        }
        Tale tale = Tale.of(told);
        tale.spells().forEach(this::book);
        for (Saying saying : told) {
            if (!isInWindow(Instant.ofEpochMilli(saying.millis()))) {
                continue;
            }
            String fate = String.valueOf(tale.fates().get(saying.offset()));
            fates.merge(fate, 1L, Long::sum);
            boolean hasEffect = !fate.equals(Tale.REPEATED) && !fate.equals(Tale.CONFLICTING);
            if (hasEffect && isLate(saying)) {
                fates.merge("late", 1L, Long::sum);
            }
            if (hasEffect && isHeld(saying)) {
                fates.merge("quarantined", 1L, Long::sum);
            }
        }
    }

    private boolean isLate(Saying saying) {
        Instant closing = sliceOf(saying).plus(SLICE);
        Instant recorded = saying.recordedAt();
        return meters.stream()
                .anyMatch(meter ->
                        meter.value(saying, recorded).isPresent() && !recorded.isBefore(closing.plus(meter.grace())));
    }

    /** Of an amendment, what counts instead. */
    private boolean isHeld(Saying saying) {
        if (!saying.isApiCall() || "CANCEL".equals(saying.correction())) {
            return false;
        }
        Saying counted = saying.correction() == null ? saying : saying.instead();
        return Rule.holds(rules, counted, saying.recordedAt());
    }

    private void book(Tale.Spell spell) {
        Instant counted = spell.from();
        if (spell.data().isApiCall() && Rule.holds(rules, spell.data(), spell.said())) {
            Decision decision = decisionOn(spell.data());
            if (decision == null || !decision.verdict.equals("RELEASE")) {
                return;
            }
            counted = Tale.latest(decision.at, counted);
        }
        Instant slice = sliceOf(spell.data());
        for (Meter meter : meters) {
            Instant begins = counted;
            meter.value(spell.data(), spell.original())
                    .map(value -> new Sum(value, 1))
                    .ifPresent(sum -> {
                        book(meter, slice, begins, sum);
                        if (!spell.until().equals(Instant.MAX)) {
                            book(meter, slice, Tale.latest(begins, spell.until()), sum.negated());
                        }
                    });
        }
    }

    private void book(Meter meter, Instant slice, Instant at, Sum sum) {
        if (!at.isBefore(to)) {
            return;
        }
        boolean isLate = !at.isBefore(slice.plus(SLICE).plus(meter.grace()));
        Slices certified = slices.get(meter.key());
        boolean counts = isLate ? isInWindow(at) : certified != null && certified.have(slice);
        if (counts && !leftOut.contains(slice)) {
            (isLate ? late : inTime).merge(meter.key(), sum, Sum::plus);
        }
    }

    private boolean isInWindow(Instant moment) {
        return !moment.isBefore(from) && moment.isBefore(to);
    }

    private static Instant sliceOf(Saying saying) {
        long second = saying.occurredAt().getEpochSecond();
        return Instant.ofEpochSecond(second - Math.floorMod(second, SLICE.toSeconds()));
    }

    /** By the name that certificates have for them. */
    long records(String fate) {
        return fates.getOrDefault(fate, 0L);
    }

    long accepted() {
        return fates.entrySet().stream()
                .filter(each -> !Set.of("late", "quarantined").contains(each.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    Sum inTime(String meter) {
        return inTime.getOrDefault(meter, Sum.NOTHING);
    }

    Sum late(String meter) {
        return late.getOrDefault(meter, Sum.NOTHING);
    }

    /** Slices that something was recorded of after the window. */
    Set<Instant> touchedSince() {
        return Set.copyOf(touchedSince);
    }
}
