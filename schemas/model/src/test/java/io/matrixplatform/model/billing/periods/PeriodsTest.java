package io.matrixplatform.model.billing.periods;

import static io.matrixplatform.model.billing.periods.Tiling.assertTiles;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matrixplatform.model.billing.periods.Cadence.Unit;
import io.matrixplatform.model.rules.RuleViolation;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PeriodsTest {
    private static final ZoneTimeline UTC = ZoneTimeline.of(ZoneId.of("UTC"));
    private static final Cadence MONTHLY = Cadence.of(Unit.MONTH);
    private static final Terms CALENDAR = terms(Terms.Alignment.CALENDAR, null, UTC, Stubs.SHORT);

    @Test
    void hasStubsAtBothEndsOfACalendarMonth() {
        Periods periods = Periods.of(CALENDAR, at("2026-01-18"), at("2026-03-13"));

        assertThat(periods.between(periods.start(), Instant.MAX, 10))
                .extracting(period -> period.startDate() + " " + period.endDate() + " " + period.isStub())
                .containsExactly(
                        "2026-01-18 2026-02-01 true", "2026-02-01 2026-03-01 false", "2026-03-01 2026-03-13 true");
        assertThat(periods.first().wholeStart()).isEqualTo(at("2026-01-01"));
        assertThat(periods.containing(at("2026-03-12")).orElseThrow().wholeEnd())
                .isEqualTo(at("2026-04-01"));
    }

    @Test
    void joinsStubsWithTheirNeighboursIfWanted() {
        Stubs longOnes = new Stubs(Stubs.Handling.LONG, Stubs.Handling.LONG);
        Terms terms = terms(Terms.Alignment.CALENDAR, null, UTC, longOnes);

        assertThat(dates(Periods.of(terms, at("2026-01-18"), at("2026-05-13"))))
                .containsExactly("0 2026-01-18 2026-03-01", "1 2026-03-01 2026-04-01", "2 2026-04-01 2026-05-13");
        assertThat(dates(Periods.of(terms, at("2026-01-18"), at("2026-03-13"))))
                .containsExactly("0 2026-01-18 2026-03-13");
        assertThat(dates(Periods.of(terms, at("2026-01-18"), at("2026-01-20"))))
                .containsExactly("0 2026-01-18 2026-01-20");
        assertThat(dates(Periods.of(terms, at("2026-01-01"), at("2026-03-01"))))
                .containsExactly("0 2026-01-01 2026-02-01", "1 2026-02-01 2026-03-01");
        assertThat(Periods.of(terms, at("2026-01-18"), null).first().slots()).hasSize(2);
    }

    @Test
    void billsOnTheAgreedDayWhateverDayItStarts() {
        Terms terms = new Terms(
                MONTHLY,
                Terms.Alignment.ANNIVERSARY,
                null,
                31,
                LocalTime.MIDNIGHT,
                UTC,
                Stubs.SHORT,
                Terms.OnTrial.BEFORE,
                Terms.OnResume.KEEP);

        assertThat(dates(Periods.of(terms, at("2026-02-10"), at("2026-05-01"))))
                .containsExactly(
                        "0 2026-02-10 2026-02-28",
                        "1 2026-02-28 2026-03-31",
                        "2 2026-03-31 2026-04-30",
                        "3 2026-04-30 2026-05-01");
    }

    @Test
    void keepsTheTimeOfDayIfWanted() {
        Terms terms = new Terms(
                MONTHLY,
                Terms.Alignment.ANNIVERSARY,
                null,
                null,
                null,
                ZoneTimeline.of(ZoneId.of("Europe/Berlin")),
                Stubs.SHORT,
                Terms.OnTrial.BEFORE,
                Terms.OnResume.KEEP);

        Period first =
                Periods.of(terms, Instant.parse("2026-03-10T09:30:00Z"), null).first();

        assertThat(first.end()).isEqualTo("2026-04-10T08:30:00Z");
        assertThat(first.isStub()).isFalse();
    }

    @DisplayName("trap 8: billing starts when a trial ends, extended across a month end or not")
    @Test
    void startsBillingWhenTheTrialEndsEvenAcrossAMonthEnd() {
        Terms terms = Terms.anniversary(MONTHLY, UTC);

        assertThat(dates(Periods.of(terms, at("2026-01-20"), at("2026-03-20"), at("2026-01-27"), List.of())))
                .containsExactly("0 2026-01-20 2026-01-27", "1 2026-01-27 2026-02-27", "2 2026-02-27 2026-03-20");
        Periods extended = Periods.of(terms, at("2026-01-20"), at("2026-04-03"), at("2026-02-03"), List.of());
        assertThat(dates(extended))
                .containsExactly("0 2026-01-20 2026-02-03", "1 2026-02-03 2026-03-03", "2 2026-03-03 2026-04-03");
        assertThat(extended.first().standing()).isEqualTo(Standing.TRIAL);
        assertThat(extended.containing(at("2026-02-03")).orElseThrow().standing())
                .isEqualTo(Standing.ACTIVE);
    }

    @Test
    void letsATrialLieInsideThePeriods() {
        Terms terms = new Terms(
                MONTHLY,
                Terms.Alignment.ANNIVERSARY,
                null,
                null,
                LocalTime.MIDNIGHT,
                UTC,
                Stubs.SHORT,
                Terms.OnTrial.INSIDE,
                Terms.OnResume.KEEP);

        assertThat(dates(Periods.of(terms, at("2026-01-20"), at("2026-03-20"), at("2026-01-27"), List.of())))
                .containsExactly("0 2026-01-20 2026-02-20", "1 2026-02-20 2026-03-20");
    }

    @Test
    void isAllTrialIfItEndsInTheTrial() {
        Periods periods = Periods.of(
                Terms.anniversary(MONTHLY, UTC), at("2026-01-20"), at("2026-01-25"), at("2026-01-27"), List.of());

        assertThat(dates(periods)).containsExactly("0 2026-01-20 2026-01-25");
        assertThat(periods.first().standing()).isEqualTo(Standing.TRIAL);
    }

    @Test
    void startsAnewWhenItIsResumed() {
        List<Pause> pauses = List.of(new Pause(at("2026-02-10"), at("2026-02-25")));

        Periods periods = Periods.of(restarting(), at("2026-01-31"), at("2026-04-30"), null, pauses);

        assertThat(dates(periods))
                .containsExactly(
                        "0 2026-01-31 2026-02-10",
                        "1 2026-02-10 2026-02-25",
                        "2 2026-02-25 2026-03-25",
                        "3 2026-03-25 2026-04-25",
                        "4 2026-04-25 2026-04-30");
        assertThat(periods.containing(at("2026-02-10")).orElseThrow().standing())
                .isEqualTo(Standing.PAUSED);
    }

    @Test
    void goesOnPausedUntilItIsResumed() {
        Periods periods =
                Periods.of(restarting(), at("2026-01-31"), null, null, List.of(new Pause(at("2026-02-10"), null)));

        assertThat(periods.containing(at("2027-06-01")).orElseThrow().standing())
                .isEqualTo(Standing.PAUSED);
        assertThat(periods.containing(at("2026-02-09")).orElseThrow().end()).isEqualTo(at("2026-02-10"));
    }

    @Test
    void keepsItsPeriodsThroughAPauseUnlessToldOtherwise() {
        Periods periods = Periods.of(
                Terms.anniversary(MONTHLY, UTC),
                at("2026-01-31"),
                at("2026-03-31"),
                null,
                List.of(new Pause(at("2026-02-10"), at("2026-02-25"))));

        assertThat(dates(periods)).containsExactly("0 2026-01-31 2026-02-28", "1 2026-02-28 2026-03-31");
    }

    @Test
    void tilesTheTimeLineThroughTrialsAndPauses() {
        Random random = new Random(7);
        for (int run = 0; run < 300; run++) {
            Instant start = at("2024-01-25").plusSeconds(random.nextInt(86_400 * 10));
            Instant trialEnd = start.plusSeconds(1 + random.nextInt(86_400 * 40));
            Instant pause = trialEnd.plusSeconds(random.nextInt(86_400 * 40));
            Instant again = pause.plusSeconds(1 + random.nextInt(86_400 * 40));
            List<Pause> pauses = List.of(
                    new Pause(pause, again), new Pause(again, again.plusSeconds(1 + random.nextInt(86_400 * 40))));
            List<Stubs.Handling> handlings = List.of(Stubs.Handling.values());
            Terms terms = new Terms(
                    new Cadence(Unit.WEEK, 1 + random.nextInt(3)),
                    pick(List.of(Terms.Alignment.values()), random),
                    null,
                    null,
                    LocalTime.MIDNIGHT,
                    ZoneTimeline.of(ZoneId.of("America/St_Johns")),
                    new Stubs(pick(handlings, random), pick(handlings, random)),
                    pick(List.of(Terms.OnTrial.values()), random),
                    pick(List.of(Terms.OnResume.values()), random));

            assertTiles(Periods.of(terms, start, start.plus(Duration.ofDays(200)), trialEnd, pauses), start);
        }
    }

    @Test
    void isEmptyOutsideItsStartAndEnd() {
        Periods periods = Periods.of(CALENDAR, at("2026-01-18"), at("2026-03-13"));

        assertThat(periods.containing(at("2026-01-18").minusNanos(1))).isEmpty();
        assertThat(periods.containing(at("2026-03-13").minusNanos(1))).isPresent();
        assertThat(periods.containing(at("2026-03-13"))).isEmpty();
    }

    @Test
    void listsWhatSharesAnInstantWithAStretch() {
        Periods periods = Periods.of(CALENDAR, at("2026-01-18"), null);

        assertThat(periods.between(at("2026-01-31"), at("2026-03-01"), 10)).hasSize(2);
        assertThat(periods.between(at("2026-02-01"), at("2026-03-02"), 10)).hasSize(2);
        assertThat(periods.between(at("2025-01-01"), at("2026-01-18"), 10)).isEmpty();
        assertThat(periods.between(at("2025-01-01"), Instant.MAX, 3)).hasSize(3);
    }

    @Test
    void refusesWhatCannotBe() {
        Terms terms = restarting();
        assertRefused("end", () -> Periods.of(terms, at("2026-01-18"), at("2026-01-18")));
        assertRefused("trial_end", () -> Periods.of(terms, at("2026-01-18"), null, at("2026-01-18"), List.of()));
        Pause pause = new Pause(at("2026-02-01"), at("2026-02-03"));
        assertRefused("pauses/0/from", () -> Periods.of(terms, at("2026-02-02"), null, null, List.of(pause)));
        assertRefused(
                "pauses/1/from",
                () -> Periods.of(
                        terms, at("2026-01-02"), null, null, List.of(pause, new Pause(at("2026-02-02"), null))));
        assertRefused(
                "pauses/0/to",
                () -> Periods.of(
                        terms, at("2026-01-02"), null, null, List.of(new Pause(at("2026-01-03"), null), pause)));
        assertRefused("to", () -> new Pause(at("2026-02-01"), at("2026-02-01")));
        ZoneTimeline.Change change = new ZoneTimeline.Change(at("2026-02-01"), ZoneId.of("UTC"));
        assertRefused("zone_changes/1/at", () -> new ZoneTimeline(ZoneId.of("UTC"), List.of(change, change)));
    }

    private static List<String> dates(Periods periods) {
        return periods.between(periods.start(), Instant.MAX, 20).stream()
                .map(period -> period.index() + " " + period.startDate() + " " + period.endDate())
                .toList();
    }

    private static Terms restarting() {
        return new Terms(
                MONTHLY,
                Terms.Alignment.ANNIVERSARY,
                null,
                null,
                LocalTime.MIDNIGHT,
                UTC,
                Stubs.SHORT,
                Terms.OnTrial.BEFORE,
                Terms.OnResume.RESTART);
    }

    private static Terms terms(Terms.Alignment alignment, @Nullable LocalDate anchor, ZoneTimeline zones, Stubs stubs) {
        return new Terms(
                MONTHLY,
                alignment,
                anchor,
                null,
                LocalTime.MIDNIGHT,
                zones,
                stubs,
                Terms.OnTrial.BEFORE,
                Terms.OnResume.KEEP);
    }

    private static void assertRefused(String field, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RuleViolation.class,
                        refused -> assertThat(refused.field()).isEqualTo(field));
    }

    private static <T> T pick(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }

    private static Instant at(String date) {
        return Instant.parse(date + "T00:00:00Z");
    }
}
