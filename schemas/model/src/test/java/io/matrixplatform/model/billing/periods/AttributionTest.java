package io.matrixplatform.model.billing.periods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matrixplatform.model.rules.RuleViolation;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AttributionTest {
    private static final Periods PERIODS = Periods.of(
            Terms.anniversary(Cadence.of(Cadence.Unit.MONTH), ZoneTimeline.of(ZoneId.of("Asia/Kathmandu"))),
            Instant.parse("2026-01-10T10:07:00Z"),
            Instant.parse("2026-03-01T10:07:00Z"));
    private static final List<Phase> PHASES = List.of(
            new Phase("small", Instant.parse("2026-01-10T10:07:00Z"), Instant.parse("2026-01-20T12:05:00Z")),
            new Phase("large", Instant.parse("2026-01-20T12:05:00Z"), Instant.parse("2026-02-01T00:10:00Z")),
            new Phase("resumed", Instant.parse("2026-02-03T00:10:00Z"), null));

    @Test
    void givesASliceToThePeriodItStartsIn() {
        assertThat(periodOf("2026-02-09T18:00:00Z")).isEqualTo(0L);
        assertThat(periodOf("2026-02-09T18:15:00Z")).isEqualTo(1L);
    }

    @Test
    void givesTheSliceTheSubscriptionStartsInToItsFirstPeriod() {
        assertThat(periodOf("2026-01-10T09:45:00Z")).isNull();
        assertThat(periodOf("2026-01-10T10:00:00Z")).isEqualTo(0L);
        assertThat(phaseOf("2026-01-10T10:00:00Z")).isEqualTo("small");
    }

    @Test
    void givesTheSliceTheSubscriptionEndsInToItsLastPeriod() {
        assertThat(periodOf("2026-03-01T10:00:00Z")).isEqualTo(1L);
        assertThat(periodOf("2026-03-01T10:15:00Z")).isNull();
    }

    @Test
    void givesASliceInWhichThePlanChangesToTheOneBefore() {
        assertThat(phaseOf("2026-01-20T12:00:00Z")).isEqualTo("small");
        assertThat(phaseOf("2026-01-20T12:15:00Z")).isEqualTo("large");
    }

    @Test
    void givesASliceBetweenPhasesToTheOneThatStartsWithinIt() {
        assertThat(phaseOf("2026-02-01T00:00:00Z")).isEqualTo("large");
        assertThat(phaseOf("2026-02-01T00:15:00Z")).isNull();
        assertThat(phaseOf("2026-02-02T23:45:00Z")).isNull();
        assertThat(phaseOf("2026-02-03T00:00:00Z")).isEqualTo("resumed");
        assertThat(phaseOf("2026-02-03T00:15:00Z")).isEqualTo("resumed");
    }

    @Test
    void leavesASliceBeforeAPhaseThatStartsAtItsEnd() {
        List<Phase> later = List.of(new Phase("later", Instant.parse("2026-02-03T00:15:00Z"), null));

        assertThat(Attribution.of(Instant.parse("2026-02-03T00:00:00Z"), PERIODS, later)
                        .phase())
                .isNull();
    }

    @Test
    void refusesASliceThatStartsAtAnotherTime() {
        assertRefused("slices", Instant.parse("2026-02-09T18:10:00Z"), PHASES);
        assertRefused("slices", Instant.parse("2026-02-09T18:15:00.5Z"), PHASES);
    }

    @Test
    void refusesPhasesThatOverlap() {
        Instant slice = Instant.parse("2026-02-09T18:15:00Z");
        assertRefused("phases/1/from", slice, List.of(PHASES.get(1), PHASES.get(0)));
        assertRefused("phases/1/from", slice, List.of(PHASES.get(2), PHASES.get(2)));
        assertThatThrownBy(() -> new Phase("empty", slice, slice)).isInstanceOf(RuleViolation.class);
    }

    private static void assertRefused(String field, Instant slice, List<Phase> phases) {
        assertThatThrownBy(() -> Attribution.of(slice, PERIODS, phases))
                .isInstanceOfSatisfying(
                        RuleViolation.class,
                        refused -> assertThat(refused.field()).isEqualTo(field));
    }

    private static @Nullable Long periodOf(String slice) {
        Period period = Attribution.of(Instant.parse(slice), PERIODS, PHASES).period();
        return period == null ? null : period.index();
    }

    private static @Nullable String phaseOf(String slice) {
        Phase phase = Attribution.of(Instant.parse(slice), PERIODS, PHASES).phase();
        return phase == null ? null : Objects.requireNonNull(phase).name();
    }
}
