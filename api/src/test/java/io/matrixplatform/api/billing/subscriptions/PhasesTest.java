package io.matrixplatform.api.billing.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matrixplatform.model.catalog.PlanKey;
import io.matrixplatform.model.metering.Slice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PhasesTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final PlanKey FREE = new PlanKey("free");
    private static final PlanKey PRO = new PlanKey("pro");

    /** @param plan null for a cancellation */
    record Step(int quarter, @Nullable PlanKey plan) {
        Instant at() {
            return START.plus(Slice.LENGTH.multipliedBy(quarter));
        }
    }

    @Test
    void givesEachMomentToTheLaterOfTwoPhasesThatMeetThere() {
        Instant change = START.plus(Slice.LENGTH);

        Phases phases = Phases.from(FREE, START).change(PRO, change);

        assertThat(phases.list()).containsExactly(new Phase(FREE, START, change), new Phase(PRO, change, null));
        assertThat(phases.planAt(change.minusNanos(1))).contains(FREE);
        assertThat(phases.planAt(change)).contains(PRO);
        assertThat(phases.planAt(START.minusNanos(1))).isEmpty();
    }

    @Test
    void isEmptyWhenItWasWithdrawnBeforeItBegan() {
        Phases withdrawn = Phases.from(FREE, START).cancel(START);

        assertThat(withdrawn.list()).isEmpty();
        assertThat(withdrawn.planAt(START)).isEmpty();
        assertThatThrownBy(() -> withdrawn.change(PRO, START)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void cannotBeProlongedOrChangedBeyondItsEnd() {
        Instant end = START.plus(Slice.LENGTH);
        Phases ending = Phases.from(FREE, START).cancel(end);

        assertThatThrownBy(() -> ending.cancel(end.plusSeconds(1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ending.change(PRO, end)).isInstanceOf(IllegalArgumentException.class);
        assertThat(ending.cancel(end)).isEqualTo(ending);
    }

    @Property
    void tileTheTimeFromTheStartToTheEndWhateverIsDone(@ForAll("steps") @Size(max = 30) List<Step> steps) {
        List<Phase> phases = apply(steps).list();

        for (int i = 0; i < phases.size(); i++) {
            assertThat(phases.get(i).from())
                    .isEqualTo(i == 0 ? START : phases.get(i - 1).to());
        }
        if (!phases.isEmpty()) {
            assertThat(phases.get(phases.size() - 1).to())
                    .isEqualTo(apply(steps).end());
        }
    }

    @Property
    void agreeAtEveryQuarterHourWithAListOfWhatWasSaidLast(@ForAll("steps") @Size(max = 30) List<Step> steps) {
        TreeMap<Integer, PlanKey> said = new TreeMap<>(Map.of(0, FREE));
        int end = Integer.MAX_VALUE;
        for (Step step : steps) {
            if (step.plan() != null && step.quarter() < end) {
                said.put(step.quarter(), step.plan());
            } else if (step.plan() == null && step.quarter() <= end) {
                end = step.quarter();
            }
        }

        Phases phases = apply(steps);

        for (int quarter = 0; quarter < 60; quarter++) {
            Instant moment = START.plus(Slice.LENGTH.multipliedBy(quarter)).plusSeconds(7);
            assertThat(phases.planAt(moment).orElse(null))
                    .isEqualTo(quarter < end ? said.floorEntry(quarter).getValue() : null);
        }
    }

    @Property
    void comeOutTheSameInWhateverOrderChangesAtDifferentTimesAreMade(
            @ForAll("changes") @Size(max = 20) List<Step> changes, @ForAll Random chance) {
        TreeMap<Integer, Step> byTime = new TreeMap<>();
        changes.forEach(step -> byTime.put(step.quarter(), step));
        List<Step> shuffled = new ArrayList<>(byTime.values());
        Collections.shuffle(shuffled, chance);

        assertThat(apply(shuffled)).isEqualTo(apply(List.copyOf(byTime.values())));
    }

    @Property
    void doNotChangeWhatIsPast(@ForAll("steps") @Size(max = 30) List<Step> steps, @ForAll("changes") List<Step> later) {
        Instant now = START.plus(Slice.LENGTH.multipliedBy(30));
        Phases before = apply(steps);
        Phases after = before;
        for (Step step : later) {
            if (step.at().isAfter(now)) {
                after = apply(after, step);
            }
        }

        for (int quarter = 0; quarter <= 30; quarter++) {
            Instant moment = START.plus(Slice.LENGTH.multipliedBy(quarter));
            assertThat(after.planAt(moment)).isEqualTo(before.planAt(moment));
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(Arbitraries.integers().between(0, 50), plan().injectNull(0.1))
                .as(Step::new)
                .list();
    }

    @Provide
    Arbitrary<List<Step>> changes() {
        return Combinators.combine(Arbitraries.integers().between(0, 50), plan())
                .as(Step::new)
                .list();
    }

    private static Arbitrary<PlanKey> plan() {
        return Arbitraries.of("free", "pro", "enterprise", "custom").map(PlanKey::new);
    }

    private static Phases apply(List<Step> steps) {
        Phases phases = Phases.from(FREE, START);
        for (Step step : steps) {
            phases = apply(phases, step);
        }
        return phases;
    }

    /** Refused steps change nothing. */
    private static Phases apply(Phases phases, Step step) {
        try {
            return step.plan() == null ? phases.cancel(step.at()) : phases.change(step.plan(), step.at());
        } catch (IllegalArgumentException refused) {
            return phases;
        }
    }
}
