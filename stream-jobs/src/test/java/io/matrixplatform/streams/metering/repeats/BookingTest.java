package io.matrixplatform.streams.metering.repeats;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.events.metering.LateCause;
import io.matrixplatform.streams.metering.repeats.Booking.Part;
import io.matrixplatform.streams.metering.repeats.Repeats.Judgement;
import io.matrixplatform.streams.metering.repeats.Repeats.Verdict;
import io.matrixplatform.streams.metering.repeats.Sighting.Correction;
import io.matrixplatform.streams.metering.repeats.Sighting.Decision;
import io.matrixplatform.streams.metering.repeats.Sighting.Original;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BookingTest {
    private static final Original FACT = new Original(7, 99, false);
    private static final Original HELD = new Original(7, 99, true);

    @Test
    void takesBackWhatWasCountedWhenTheCorrectionWasRecorded() {
        Sighting counted = Sighting.of(100, FACT);
        Sighting amended = new Sighting(100, FACT, new Correction(7, true, 8, false, 900), List.of());

        assertThat(Booking.difference(null, counted))
                .containsExactly(new Booking(Part.ORIGINAL, false, 100, LateCause.RECORDED));
        assertThat(Booking.difference(counted, amended))
                .containsExactlyInAnyOrder(
                        new Booking(Part.ORIGINAL, true, 900, LateCause.CORRECTED),
                        new Booking(Part.AMENDED, false, 900, LateCause.CORRECTED));
    }

    @Test
    void countsNothingOfWhatWasCancelledBeforeItCame() {
        Sighting waiting = new Sighting(50, null, new Correction(7, false, 0, false, 50), List.of());
        Sighting cancelled = new Sighting(100, FACT, waiting.correction(), List.of());

        assertThat(Booking.difference(waiting, cancelled)).isEmpty();
    }

    @Test
    void countsWhatIsHeldWhenItIsReleasedAndNeverWhenItIsRejected() {
        Sighting held = Sighting.of(100, HELD);
        Sighting released = new Sighting(100, HELD, null, List.of(new Decision(7, true, 700)));
        Sighting rejected = new Sighting(100, HELD, null, List.of(new Decision(7, false, 700)));

        assertThat(Booking.difference(null, held)).isEmpty();
        assertThat(Booking.difference(held, released))
                .containsExactly(new Booking(Part.ORIGINAL, false, 700, LateCause.RELEASED));
        assertThat(Booking.difference(held, rejected)).isEmpty();
    }

    @Test
    void countsNothingThatWasCancelledBeforeItsReleaseWhicheverIsReadFirst() {
        Correction cancel = new Correction(7, false, 0, false, 600);
        Sighting both = new Sighting(100, HELD, cancel, List.of(new Decision(7, true, 700)));

        assertThat(Booking.difference(new Sighting(100, HELD, cancel, List.of()), both))
                .isEmpty();
        assertThat(Booking.difference(new Sighting(100, HELD, null, both.decisions()), both))
                .containsExactly(new Booking(Part.ORIGINAL, true, 700, LateCause.RELEASED));
    }

    /** Facts and corrections are in one log, decisions in another; only within each is there an order. */
    @Property(tries = 2_000)
    void comesToTheSameHoweverTheTwoLogsAreReadAmongEachOther(@ForAll Random random) {
        List<UnaryOperator<@Nullable Sighting>> facts = new ArrayList<>();
        List<UnaryOperator<@Nullable Sighting>> decisions = new ArrayList<>();
        Map<Booking, Integer> booked = new HashMap<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            facts.add(booking(said(random), booked));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            Decision decision = new Decision(random.nextInt(3), random.nextBoolean(), 1_000L + random.nextInt(50));
            decisions.add(booking(seen -> Repeats.decide(seen, decision), booked));
        }

        Sighting one = read(facts, decisions, random);
        Map<Booking, Integer> first = net(booked);
        booked.clear();
        Sighting other = read(facts, decisions, random);

        assertThat(net(booked)).isEqualTo(first);
        assertThat(net(all(one))).isEqualTo(first);
        assertThat(other.original()).isEqualTo(one.original());
        assertThat(other.correction()).isEqualTo(one.correction());
        assertThat(first.values().stream().mapToInt(count -> count).sum()).isBetween(0, 1);
    }

    /** A fact or a correction; what is held goes by the payload, as with any rule. */
    private static Judge said(Random random) {
        long hash = random.nextInt(3);
        long second = 1_000L + random.nextInt(50);
        if (random.nextBoolean()) {
            return seen -> Repeats.use(seen, second, new Original(hash, 99, hash == 1));
        }
        boolean amends = random.nextBoolean();
        long amended = amends ? random.nextInt(3) : 0;
        Correction correction = new Correction(hash, amends, amended, amends && amended == 1, second);
        return seen -> Repeats.correct(seen, correction);
    }

    private interface Judge {
        Judgement judge(@Nullable Sighting seen);
    }

    private static UnaryOperator<@Nullable Sighting> booking(Judge judge, Map<Booking, Integer> booked) {
        return seen -> {
            Judgement judgement = judge.judge(seen);
            if (judgement.verdict() != Verdict.FIRST) {
                return seen;
            }
            Booking.difference(seen, judgement.after()).forEach(each -> booked.merge(each, 1, Integer::sum));
            return judgement.after();
        };
    }

    private static Sighting read(
            List<UnaryOperator<@Nullable Sighting>> facts,
            List<UnaryOperator<@Nullable Sighting>> decisions,
            Random random) {
        @Nullable Sighting seen = null;
        int fact = 0;
        int decision = 0;
        while (fact < facts.size() || decision < decisions.size()) {
            boolean takeFact = decision == decisions.size() || (fact < facts.size() && random.nextBoolean());
            seen = takeFact
                    ? facts.get(fact++).apply(seen)
                    : decisions.get(decision++).apply(seen);
        }
        return requireNonNull(seen);
    }

    private static Map<Booking, Integer> all(Sighting sighting) {
        Map<Booking, Integer> all = new HashMap<>();
        Booking.of(sighting).forEach(each -> all.merge(each, 1, Integer::sum));
        return all;
    }

    /** What is added less what is taken back, by payload, time and cause. */
    private static Map<Booking, Integer> net(Map<Booking, Integer> bookings) {
        Map<Booking, Integer> net = new HashMap<>();
        bookings.forEach((booking, count) -> net.merge(
                new Booking(booking.part(), false, booking.second(), booking.cause()),
                booking.takenBack() ? -count : count,
                Integer::sum));
        net.values().removeIf(count -> count == 0);
        return net;
    }
}
