package io.matrixplatform.model.billing.periods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matrixplatform.model.billing.periods.Cadence.Unit;
import io.matrixplatform.model.rules.RuleViolation;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GridTest {
    private static final int FIRST_YEAR = 1985;
    private static final int YEARS = 50;

    @DisplayName("trap 1: a 31st is clamped for the short month only")
    @Test
    void keepsDay31AndClampsItForTheShortMonthOnly() {
        assertThat(dates(Unit.MONTH, 1, "2026-01-31", "UTC", 5))
                .containsExactly("2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31");
        assertThat(dates(Unit.MONTH, 1, "2024-01-31", "UTC", 3))
                .containsExactly("2024-01-31", "2024-02-29", "2024-03-31");
    }

    @DisplayName("trap 1: a 29 February comes back in leap years")
    @Test
    void comesBackToTheLeapDay() {
        assertThat(dates(Unit.YEAR, 1, "2024-02-29", "UTC", 6))
                .containsExactly("2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29", "2029-02-28");
    }

    @ParameterizedTest
    @CsvSource({
        "DAY, 10, 2026-01-25, 2026-02-04, 2026-02-14",
        "WEEK, 2, 2026-01-25, 2026-02-08, 2026-02-22",
        "MONTH, 5, 2025-10-31, 2026-03-31, 2026-08-31",
        "QUARTER, 1, 2025-11-30, 2026-02-28, 2026-05-30",
        "HALF_YEAR, 1, 2025-08-31, 2026-02-28, 2026-08-31",
        "YEAR, 3, 2024-02-29, 2027-02-28, 2030-02-28"
    })
    void countsEveryCadenceAndItsMultiples(Unit unit, int count, String anchor, String next, String afterNext) {
        assertThat(dates(unit, count, anchor, "Asia/Kathmandu", 3)).containsExactly(anchor, next, afterNext);
    }

    @Test
    void countsHoursThatHavePassedThroughAChangeOfClocks() {
        Grid grid = new Grid(new Cadence(Unit.HOUR, 6), Anchor.of(LocalDate.of(2026, 3, 29)), zone("Europe/Berlin"));

        Grid.Slot slot = grid.containing(Instant.parse("2026-03-29T05:00:00Z"));

        assertThat(slot.start()).isEqualTo("2026-03-29T05:00:00Z");
        assertThat(slot.end()).isEqualTo("2026-03-29T11:00:00Z");
        assertThat(slot.number()).isEqualTo(1);
    }

    @DisplayName("trap 17: days of 23 and 25 hours")
    @Test
    void hasDaysOf23And25Hours() {
        Grid days = new Grid(Cadence.of(Unit.DAY), Anchor.of(LocalDate.of(2026, 1, 1)), zone("Europe/Berlin"));

        assertThat(lengthOf(days.containing(Instant.parse("2026-03-29T12:00:00Z"))))
                .isEqualTo(Duration.ofHours(23));
        assertThat(lengthOf(days.containing(Instant.parse("2026-10-25T12:00:00Z"))))
                .isEqualTo(Duration.ofHours(25));
    }

    @DisplayName("trap 17: the same boundary whenever the subscription began")
    @Test
    void usesTheZoneRulesOfTheBoundarysDayWhateverDayItWasFastenedOn() {
        Instant summer = Instant.parse("2026-07-15T00:00:00Z");

        assertThat(monthIn("Europe/Berlin", "2025-12-01", summer)).isEqualTo("2026-06-30T22:00:00Z");
        assertThat(monthIn("Europe/Berlin", "2025-06-01", summer)).isEqualTo("2026-06-30T22:00:00Z");
    }

    @DisplayName("trap 18: a day starts where the tenant is")
    @ParameterizedTest
    @CsvSource({
        "Asia/Kathmandu, 2026-01-31T18:15:00Z",
        "Pacific/Kiritimati, 2026-01-31T10:00:00Z",
        "Pacific/Pago_Pago, 2026-02-01T11:00:00Z",
        "Australia/Lord_Howe, 2026-01-31T13:00:00Z"
    })
    void startsTheDayWhereTheTenantIs(String zone, String start) {
        assertThat(monthIn(zone, "2026-01-01", Instant.parse(start))).isEqualTo(start);
        assertThat(monthIn(zone, "2026-01-01", Instant.parse(start).minusNanos(1)))
                .isNotEqualTo(start);
    }

    /** Clocks in São Paulo went from 23:59 to 01:00 on 4 November 2018. */
    @Test
    void startsADayWithoutMidnightWhenTheClocksSkipIt() {
        Grid days = new Grid(Cadence.of(Unit.DAY), Anchor.of(LocalDate.of(2018, 1, 1)), zone("America/Sao_Paulo"));

        Grid.Slot day = days.containing(Instant.parse("2018-11-04T12:00:00Z"));

        assertThat(day.start()).isEqualTo("2018-11-04T03:00:00Z");
        assertThat(day.startDate()).isEqualTo("2018-11-04");
        assertThat(lengthOf(day)).isEqualTo(Duration.ofHours(23));
    }

    @Test
    void skipsATimeAtTheInstantTheClocksSkipItAndTakesTheFirstOfTwo() {
        Anchor halfPastTwo = Anchor.of(LocalDate.of(2026, 3, 1)).at(LocalTime.of(2, 30));
        Grid days = new Grid(Cadence.of(Unit.DAY), halfPastTwo, zone("Europe/Berlin"));

        assertThat(days.containing(Instant.parse("2026-03-29T12:00:00Z")).start())
                .isEqualTo("2026-03-29T01:00:00Z");
        assertThat(days.containing(Instant.parse("2026-10-25T12:00:00Z")).start())
                .isEqualTo("2026-10-25T00:30:00Z");
    }

    /** Samoa went from 29 to 31 December 2011. */
    @Test
    void hasNoPeriodForADayThatAZoneSkips() {
        Grid days = new Grid(Cadence.of(Unit.DAY), Anchor.of(LocalDate.of(2011, 12, 1)), zone("Pacific/Apia"));

        Grid.Slot before = days.containing(Instant.parse("2011-12-30T09:59:59Z"));
        Grid.Slot after = days.containing(before.end());

        assertThat(before.startDate()).isEqualTo("2011-12-29");
        assertThat(after.startDate()).isEqualTo("2011-12-31");
        assertThat(after.number()).isEqualTo(before.number() + 2);
        assertThat(lengthOf(before)).isEqualTo(Duration.ofHours(24));
    }

    @Test
    void goesBackBeforeItsAnchor() {
        Grid grid = new Grid(Cadence.of(Unit.MONTH), Anchor.of(LocalDate.of(2026, 1, 31)), zone("UTC"));

        Grid.Slot slot = grid.containing(Instant.parse("2025-11-30T00:00:00Z"));

        assertThat(slot.number()).isEqualTo(-2);
        assertThat(slot.endDate()).isEqualTo("2025-12-31");
    }

    @ParameterizedTest
    @CsvSource({
        "MONTH, 1, 2026-05-01",
        "MONTH, 2, 2026-05-01",
        "QUARTER, 1, 2026-04-01",
        "HALF_YEAR, 1, 2026-01-01",
        "YEAR, 1, 2026-01-01",
        "WEEK, 1, 2026-05-11",
        "DAY, 1, 2026-05-14"
    })
    void followsTheCalendar(Unit unit, int count, String start) {
        Cadence cadence = new Cadence(unit, count);

        assertThat(new Grid(cadence, Anchor.calendar(cadence), zone("UTC"))
                        .containing(Instant.parse("2026-05-14T12:00:00Z"))
                        .startDate())
                .isEqualTo(start);
    }

    @Test
    void refusesTimesOutOfRange() {
        Grid grid = new Grid(Cadence.of(Unit.MONTH), Anchor.of(LocalDate.of(2026, 1, 31)), zone("UTC"));

        assertThat(grid.containing(Instant.parse("1900-01-01T00:00:00Z")).startDate())
                .isEqualTo("1899-12-31");
        assertThat(grid.containing(Instant.parse("2499-12-31T23:59:59Z")).endDate())
                .isEqualTo("2500-01-31");
        for (String moment : List.of("1899-12-31T23:59:59Z", "2500-01-01T00:00:00Z")) {
            assertThatThrownBy(() -> grid.containing(Instant.parse(moment)))
                    .isInstanceOfSatisfying(
                            RuleViolation.class,
                            refused -> assertThat(refused.rule()).isEqualTo("time-in-range"));
        }
    }

    @Test
    void refusesCountsAndDaysOutOfRange() {
        assertThat(new Cadence(Unit.DAY, 1_000).count()).isEqualTo(1_000);
        assertRefused("count", () -> new Cadence(Unit.DAY, 0));
        assertRefused("count", () -> new Cadence(Unit.DAY, 1_001));
        assertThat(Anchor.of(LocalDate.EPOCH).withDay(31).day()).isEqualTo(31);
        assertRefused("anchor_day", () -> Anchor.of(LocalDate.EPOCH).withDay(0));
        assertRefused("anchor_day", () -> Anchor.of(LocalDate.EPOCH).withDay(32));
        assertThat(Unit.HALF_YEAR.slug()).isEqualTo("half_year");
    }

    /** Zones with the same rules are tried once; all boundaries of 50 years, every day of the month as the anchor's. */
    @Tag("exhaustive")
    @ParameterizedTest
    @EnumSource(
            value = Unit.class,
            names = {"DAY", "MONTH"})
    void tilesTheTimeLineInEveryZoneForEveryAnchorDayOver50Years(Unit unit) {
        Map<ZoneRules, ZoneId> zones = new HashMap<>();
        ZoneId.getAvailableZoneIds().forEach(name -> zones.put(ZoneId.of(name).getRules(), ZoneId.of(name)));
        assertThat(zones).hasSizeGreaterThan(200);
        int anchorDays = unit == Unit.MONTH ? 31 : 1;
        int step = unit == Unit.MONTH ? 1 : 3;

        zones.values().parallelStream().forEach(zone -> {
            for (int day = 1; day <= anchorDays; day++) {
                Anchor anchor = new Anchor(YearMonth.of(2000, 1), day, LocalTime.MIDNIGHT);
                assertTiles(new Grid(new Cadence(unit, step), anchor, ZoneTimeline.of(zone)));
            }
        });
    }

    private static void assertTiles(Grid grid) {
        Instant until = Instant.parse(FIRST_YEAR + YEARS + "-01-01T00:00:00Z");
        Grid.Slot slot = grid.containing(Instant.parse(FIRST_YEAR + "-01-01T00:00:00Z"));
        while (slot.end().isBefore(until)) {
            Grid.Slot next = grid.containing(slot.end());
            if (!next.start().equals(slot.end()) || !next.start().isBefore(next.end())) {
                throw new AssertionError(slot + " is not followed by " + next + " in " + grid);
            }
            if (next.number() <= slot.number() || isWrongDay(grid, next)) {
                throw new AssertionError(next + " has lost its place or its day in " + grid);
            }
            slot = next;
        }
    }

    private static boolean isWrongDay(Grid grid, Grid.Slot slot) {
        LocalDate date = slot.startDate();
        return grid.cadence().unit() == Unit.MONTH
                && date.getDayOfMonth() != Math.min(grid.anchor().day(), date.lengthOfMonth());
    }

    @Test
    void findsThePeriodOfAnyInstantInItself() {
        for (Unit unit : Unit.values()) {
            for (int count : List.of(1, 2, 7)) {
                Grid grid = new Grid(
                        new Cadence(unit, count), Anchor.of(LocalDate.of(2024, 2, 29)), zone("Australia/Lord_Howe"));
                for (long hours = -50_000; hours < 50_000; hours += 997) {
                    Instant moment = Instant.parse("2024-02-29T00:00:00Z").plus(Duration.ofHours(hours));
                    Grid.Slot slot = grid.containing(moment);

                    assertThat(moment).isBetween(slot.start(), slot.end().minusNanos(1));
                    assertThat(grid.containing(slot.start())).isEqualTo(slot);
                    assertThat(grid.containing(slot.end().minusNanos(1))).isEqualTo(slot);
                }
            }
        }
    }

    private static void assertRefused(String field, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RuleViolation.class,
                        refused -> assertThat(refused.field()).isEqualTo(field));
    }

    private static String monthIn(String zone, String anchor, Instant moment) {
        return new Grid(Cadence.of(Unit.MONTH), Anchor.of(LocalDate.parse(anchor)), zone(zone))
                .containing(moment)
                .start()
                .toString();
    }

    private static List<String> dates(Unit unit, int count, String anchor, String zone, int wanted) {
        Grid grid = new Grid(new Cadence(unit, count), Anchor.of(LocalDate.parse(anchor)), zone(zone));
        Grid.Slot slot = grid.containing(
                LocalDate.parse(anchor).atStartOfDay(ZoneId.of(zone)).toInstant());
        List<String> dates = new ArrayList<>();
        while (dates.size() < wanted) {
            dates.add(slot.startDate().toString());
            slot = grid.containing(slot.end());
        }
        return dates;
    }

    private static Duration lengthOf(Grid.Slot slot) {
        return Duration.between(slot.start(), slot.end());
    }

    private static ZoneTimeline zone(String name) {
        return ZoneTimeline.of(name.equals("UTC") ? ZoneOffset.UTC : ZoneId.of(name));
    }
}
