package io.matrixplatform.model.billing.proration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matrixplatform.model.billing.periods.Anchor;
import io.matrixplatform.model.billing.periods.Cadence;
import io.matrixplatform.model.billing.periods.Grid;
import io.matrixplatform.model.billing.periods.Periods;
import io.matrixplatform.model.billing.periods.Stubs;
import io.matrixplatform.model.billing.periods.Terms;
import io.matrixplatform.model.billing.periods.ZoneTimeline;
import io.matrixplatform.model.money.Ratio;
import io.matrixplatform.model.rules.RuleViolation;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WholeTest {
    private static final ZoneTimeline BERLIN = ZoneTimeline.of(ZoneId.of("Europe/Berlin"));

    @DisplayName("trap 5: actual days, 23/31, 20/28, 21/29")
    @ParameterizedTest
    @CsvSource({"2023-01-01, 23/31", "2023-02-01, 20/28", "2024-02-01, 21/29", "2023-04-01, 22/30"})
    void countsTheDaysOfTheMonthFromTheNinth(LocalDate month, String share) {
        assertThat(month(month).share(at(month.withDayOfMonth(9)), at(month.plusMonths(1)), DayCount.DAY))
                .isEqualTo(ratio(share));
    }

    @DisplayName("trap 5: fixed thirty days, 22/30")
    @ParameterizedTest
    @CsvSource({"2023-01-01", "2023-02-01", "2024-02-01", "2023-04-01"})
    void givesEveryMonthThirtyDaysIfWanted(LocalDate month) {
        assertThat(month(month).share(at(month.withDayOfMonth(9)), at(month.plusMonths(1)), DayCount.FIXED_30))
                .isEqualTo(Ratio.of(22, 30));
    }

    @ParameterizedTest
    @CsvSource({"2026-01-31, 2026-02-28", "2026-01-29, 2026-02-28", "2026-02-28, 2026-03-31", "2026-02-28, 2026-03-29"})
    void isWholeByThirtyDaysHoweverItsAnchorWasClamped(LocalDate start, LocalDate end) {
        assertThat(whole(start, end).share(at(start), at(end), DayCount.FIXED_30))
                .isEqualTo(Ratio.ONE);
    }

    @Test
    void countsThirtyDaysForMonthsOnly() {
        LocalDate start = LocalDate.parse("2026-01-05");
        for (LocalDate end : List.of(start.plusDays(7), start.plusDays(40))) {
            assertRefused("options/mode", () -> whole(start, end).share(at(start), at(end), DayCount.FIXED_30));
        }
    }

    @Test
    void countsTheSecondsThatPassWhenClocksChange() {
        Whole march = month(LocalDate.parse("2026-03-01"));
        Instant before = at(LocalDate.parse("2026-03-29"));
        Instant after = at(LocalDate.parse("2026-03-30"));

        assertThat(march.share(before, after, DayCount.SECOND)).isEqualTo(Ratio.of(23, 31 * 24 - 1));
        assertThat(march.share(before, after, DayCount.DAY)).isEqualTo(Ratio.of(1, 31));
    }

    @DisplayName("trap 3: the denominator is the whole period, 91 days and not 42")
    @Test
    void isOfTheWholePeriodEvenIfItBeganInsideIt() {
        Whole quarter = whole(LocalDate.parse("2026-04-01"), LocalDate.parse("2026-07-01"));

        assertThat(quarter.share(at(LocalDate.parse("2026-05-20")), quarter.end(), DayCount.DAY))
                .isEqualTo(Ratio.of(42, 91));
    }

    @DisplayName("trap 2: stubs at both ends, 14/31 + 1 + 12/28")
    @Test
    void countsStubsAtBothEndsOfOneSubscription() {
        assertThat(shares(Stubs.SHORT)).containsExactly(Ratio.of(14, 31), Ratio.ONE, Ratio.of(12, 28));
        assertThat(shares(new Stubs(Stubs.Handling.LONG, Stubs.Handling.SHORT)))
                .containsExactly(Ratio.of(45, 31), Ratio.of(12, 28));
    }

    @Test
    void isAllOrNothingWithoutProration() {
        Whole march = month(LocalDate.parse("2026-03-01"));

        assertThat(march.share(march.start(), march.start().plusSeconds(1), DayCount.NONE))
                .isEqualTo(Ratio.ONE);
        assertThat(march.share(march.end(), march.end(), DayCount.NONE)).isEqualTo(Ratio.ZERO);
    }

    @ParameterizedTest
    @EnumSource(
            value = DayCount.class,
            names = {"DAY", "SECOND", "FIXED_30"})
    void addsUpToOneHoweverItIsSplit(DayCount count) {
        Random random = new Random(11);
        for (int day = 1; day <= 31; day++) {
            Grid grid = new Grid(
                    Cadence.of(Cadence.Unit.MONTH),
                    Anchor.of(LocalDate.of(2023, 1, 1)).withDay(day),
                    BERLIN);
            for (int run = 0; run < 100; run++) {
                Instant moment = Instant.parse("2020-01-01T00:00:00Z").plusSeconds(random.nextInt(200_000_000));
                Grid.Slot slot = grid.containing(moment);
                Whole whole = new Whole(slot.start(), slot.end(), BERLIN);
                Instant second = moment.plusSeconds(random.nextInt(100_000)).isBefore(slot.end())
                        ? moment.plusSeconds(50_000)
                        : moment;
                Instant later = second.isBefore(slot.end()) ? second : slot.end();

                Ratio first = whole.share(slot.start(), moment, count);
                Ratio middle = whole.share(moment, later, count);
                Ratio last = whole.share(later, slot.end(), count);

                assertThat(first.plus(middle).plus(last)).isEqualTo(Ratio.ONE);
                assertThat(List.of(first, middle, last)).allMatch(part -> part.signum() >= 0);
            }
        }
    }

    @Test
    void refusesPartsThatAreNone() {
        Whole march = month(LocalDate.parse("2026-03-01"));
        assertRefused("", () -> march.share(march.start().minusNanos(1), march.end(), DayCount.DAY));
        assertRefused("", () -> march.share(march.start(), march.end().plusNanos(1), DayCount.DAY));
        assertRefused("", () -> march.share(march.end(), march.start(), DayCount.DAY));
        assertRefused("end", () -> new Whole(march.start(), march.start(), BERLIN));
        Whole hour = new Whole(march.start(), march.start().plusSeconds(3_600), BERLIN);
        assertRefused("period", () -> hour.share(hour.start(), hour.end(), DayCount.DAY));
    }

    private static List<Ratio> shares(Stubs stubs) {
        Terms terms = new Terms(
                Cadence.of(Cadence.Unit.MONTH),
                Terms.Alignment.CALENDAR,
                null,
                null,
                LocalTime.MIDNIGHT,
                BERLIN,
                stubs,
                Terms.OnTrial.BEFORE,
                Terms.OnResume.KEEP);
        Instant end = at(LocalDate.parse("2026-02-13"));
        return Periods.of(terms, at(LocalDate.parse("2025-12-18")), end).between(Instant.EPOCH, end, 9).stream()
                .map(period -> Whole.shareOf(period, BERLIN, DayCount.DAY))
                .toList();
    }

    private static void assertRefused(String field, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RuleViolation.class,
                        refused -> assertThat(refused.field()).isEqualTo(field));
    }

    private static Whole month(LocalDate first) {
        return whole(first, first.plusMonths(1));
    }

    private static Whole whole(LocalDate start, LocalDate end) {
        return new Whole(at(start), at(end), BERLIN);
    }

    private static Instant at(LocalDate date) {
        return date.atStartOfDay(ZoneId.of("Europe/Berlin")).toInstant();
    }

    private static Ratio ratio(String text) {
        int slash = text.indexOf('/');
        return Ratio.of(Long.parseLong(text.substring(0, slash)), Long.parseLong(text.substring(slash + 1)));
    }
}
