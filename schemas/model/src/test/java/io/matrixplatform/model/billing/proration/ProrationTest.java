package io.matrixplatform.model.billing.proration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matrixplatform.model.billing.periods.ZoneTimeline;
import io.matrixplatform.model.billing.proration.Convention.CancelDay;
import io.matrixplatform.model.billing.proration.Convention.ChangeDay;
import io.matrixplatform.model.billing.proration.Convention.Denominator;
import io.matrixplatform.model.billing.proration.Convention.Netting;
import io.matrixplatform.model.rules.RuleViolation;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProrationTest {
    private static final ZoneTimeline UTC = ZoneTimeline.of(ZoneOffset.UTC);
    private static final Whole FEBRUARY = new Whole(at("2024-02-01"), at("2024-03-01"), UTC);
    private static final Whole APRIL = new Whole(at("2026-04-01"), at("2026-05-01"), UTC);
    private static final Convention DAILY = Convention.DEFAULT;

    @DisplayName("trap 4: 18/29 back on an upgrade, 17/29 on a termination, if so agreed")
    @Test
    void creditsTheDayOfAnUpgradeButNotOfATerminationIfSoAgreed() {
        Convention usedUp =
                new Convention(DayCount.DAY, Denominator.WHOLE, ChangeDay.NEW, CancelDay.CHARGED, Netting.LINE);

        assertThat(lines(usedUp, opening(FEBRUARY, "29.00"), change("2024-02-12", "58.00")))
                .containsExactly("CHARGE 1/1 29.00", "CREDIT 18/29 -18.00", "CHARGE 18/29 36.00");
        assertThat(lines(usedUp, opening(FEBRUARY, "29.00"), new Change.Cancel(at("2024-02-12"))))
                .containsExactly("CHARGE 1/1 29.00", "CREDIT 17/29 -17.00");
        assertThat(lines(DAILY, opening(FEBRUARY, "29.00"), new Change.Cancel(at("2024-02-12"))))
                .containsExactly("CHARGE 1/1 29.00", "CREDIT 18/29 -18.00");
    }

    @Test
    void leavesTheDayOfAChangeToTheOldPlanIfSoAgreed() {
        Convention old =
                new Convention(DayCount.DAY, Denominator.WHOLE, ChangeDay.OLD, CancelDay.CREDITED, Netting.LINE);

        assertThat(lines(old, opening(FEBRUARY, "29.00"), change("2024-02-12", "58.00")))
                .containsExactly("CHARGE 1/1 29.00", "CREDIT 17/29 -17.00", "CHARGE 17/29 34.00");
        assertThat(lines(old, opening(FEBRUARY, "29.00"), change("2024-02-29", "58.00")))
                .containsExactly("CHARGE 1/1 29.00");
    }

    @DisplayName("trap 6: from a month to a year, 50 back and 1000 charged")
    @Test
    void restartsTheCycleWhenAMonthBecomesAYear() {
        Whole year = new Whole(at("2026-04-16"), at("2027-04-16"), UTC);

        assertThat(lines(DAILY, opening(APRIL, "100.00"), new Change.Restart(at("2026-04-16"), item("1000.00"), year)))
                .containsExactly("CHARGE 1/1 100.00", "CREDIT 1/2 -50.00", "CHARGE 1/1 1000.00");
    }

    @Test
    void goesOnFromTheNewPeriodAfterARestart() {
        Whole year = new Whole(at("2026-04-16"), at("2027-04-16"), UTC);
        List<Change> changes = List.of(
                new Change.Restart(at("2026-04-16"), item("365.00"), year), new Change.Cancel(at("2027-04-06")));

        assertThat(lines(DAILY, opening(APRIL, "100.00"), changes))
                .containsExactly("CHARGE 1/1 100.00", "CREDIT 1/2 -50.00", "CHARGE 1/1 365.00", "CREDIT 2/73 -10.00");
    }

    @DisplayName("trap 7: several changes in one cycle net to the right total")
    @Test
    void netsSeveralChangesInOneCycle() {
        List<Change> changes = List.of(
                change("2026-04-11", "60.00"),
                new Change.Switch(at("2026-04-16"), new Item(decimal("60.00"), decimal("3"))),
                change("2026-04-21", "15.00"),
                new Change.Cancel(at("2026-04-25")),
                new Change.Resume(at("2026-04-28")));

        List<String> lines = lines(DAILY, opening(APRIL, "30.00"), changes);

        // Ten days at 30, five at 60, five at 180, four at 15, three at nothing, three at 15, all by the month.
        assertThat(net(lines)).isEqualByComparingTo("53.50");
    }

    @DisplayName("trap 7: a credit is never above what was charged")
    @Test
    void creditsNeverMoreThanWasCharged() {
        Proration.Opening discounted = new Proration.Opening(APRIL, item("100.00"), APRIL.start(), decimal("20.00"));

        assertThat(lines(DAILY, discounted, change("2026-04-07", "200.00")))
                .containsExactly("CREDIT 4/5 -20.00", "CHARGE 4/5 160.00");
        assertThat(lines(DAILY, discounted, new Change.Cancel(at("2026-04-29"))))
                .containsExactly("CREDIT 1/15 -6.67");
    }

    @DisplayName("trap 8: an upgrade on day one")
    @Test
    void upgradesOnDayOneForTheWholePeriod() {
        assertThat(lines(DAILY, opening(APRIL, "30.00"), change("2026-04-01", "60.00")))
                .containsExactly("CHARGE 1/1 30.00", "CREDIT 1/1 -30.00", "CHARGE 1/1 60.00");
    }

    @DisplayName("trap 8: an upgrade during the trial")
    @Test
    void chargesFromTheTrialsEndWhateverWasChosenDuringIt() {
        Proration.Opening trial = new Proration.Opening(APRIL, item("30.00"), at("2026-04-16"), null);

        assertThat(lines(DAILY, trial)).containsExactly("CHARGE 1/2 15.00");
        assertThat(lines(DAILY, trial, change("2026-04-10", "60.00"))).containsExactly("CHARGE 1/2 30.00");
        assertThat(lines(DAILY, trial, new Change.Cancel(at("2026-04-10")))).isEmpty();
        assertThat(lines(DAILY, trial, change("2026-04-16", "60.00")))
                .containsExactly("CHARGE 1/2 15.00", "CREDIT 1/2 -15.00", "CHARGE 1/2 30.00");
        assertThat(lines(DAILY, trial, new Change.Cancel(at("2026-04-10")), new Change.Resume(at("2026-04-21"))))
                .containsExactly("CHARGE 1/3 10.00");
    }

    @Test
    void takesWhatIsLeftAsTheWholeIfSoAgreed() {
        Convention started =
                new Convention(DayCount.DAY, Denominator.STARTED, ChangeDay.NEW, CancelDay.CREDITED, Netting.LINE);
        Proration.Opening late = new Proration.Opening(APRIL, item("30.00"), at("2026-04-21"), null);

        assertThat(lines(started, late, new Change.Cancel(at("2026-04-26"))))
                .containsExactly("CHARGE 1/1 30.00", "CREDIT 1/2 -15.00");
    }

    @Test
    void chargesWholeAndCreditsNothingWithoutProration() {
        Convention none =
                new Convention(DayCount.NONE, Denominator.WHOLE, ChangeDay.NEW, CancelDay.CREDITED, Netting.LINE);
        Proration.Opening late = new Proration.Opening(APRIL, item("30.00"), at("2026-04-21"), null);

        assertThat(lines(none, late, change("2026-04-23", "60.00"), new Change.Cancel(at("2026-04-25"))))
                .containsExactly("CHARGE 1/1 30.00");
        assertThat(lines(none, late, new Change.Cancel(at("2026-04-22")), new Change.Resume(at("2026-04-24"))))
                .containsExactly("CHARGE 1/1 30.00");
    }

    @Test
    void ordersChangesByTheirTimeAndThoseOfOneInstantAsGiven() {
        Change up = change("2026-04-11", "60.00");
        Change down = change("2026-04-11", "15.00");
        Change later = new Change.Cancel(at("2026-04-16"));

        assertThat(lines(DAILY, opening(APRIL, "30.00"), later, up, down))
                .containsExactly(
                        "CHARGE 1/1 30.00",
                        "CREDIT 2/3 -20.00",
                        "CHARGE 2/3 40.00",
                        "CREDIT 2/3 -40.00",
                        "CHARGE 2/3 10.00",
                        "CREDIT 1/2 -7.50");
        assertThat(lines(DAILY, opening(APRIL, "30.00"), later, down, up))
                .endsWith("CHARGE 2/3 40.00", "CREDIT 1/2 -30.00");
    }

    @Test
    void roundsEachLineOrTheSumOfAll() {
        Convention cumulative =
                new Convention(DayCount.DAY, Denominator.WHOLE, ChangeDay.NEW, CancelDay.CREDITED, Netting.CUMULATIVE);

        assertThat(lines(DAILY, opening(FEBRUARY, "10.00"), change("2024-02-12", "20.00")))
                .containsExactly("CHARGE 1/1 10.00", "CREDIT 18/29 -6.21", "CHARGE 18/29 12.41");
        // 10 × 11/29 + 20 × 18/29 = 16.2069: lines round to 16.20, the sum to 16.21.
        assertThat(lines(cumulative, opening(FEBRUARY, "10.00"), change("2024-02-12", "20.00")))
                .containsExactly("CHARGE 1/1 10.00", "CREDIT 18/29 -6.20", "CHARGE 18/29 12.41");
    }

    @Test
    void refusesWhatCannotBe() {
        assertRefused("change-in-period", change("2026-05-01", "60.00"));
        assertRefused("change-in-period", change("2026-03-31", "60.00"));
        assertRefused("cancel-then-resume", new Change.Resume(at("2026-04-11")));
        assertRefused("cancel-then-resume", new Change.Cancel(at("2026-04-11")), new Change.Cancel(at("2026-04-12")));
        assertRefused("restart-at-start", new Change.Restart(at("2026-04-11"), item("1.00"), APRIL));
        assertThatThrownBy(() -> item("-0.01")).isInstanceOf(RuleViolation.class);
        assertThatThrownBy(() -> new Proration(DAILY, -1)).isInstanceOf(RuleViolation.class);
        assertThatThrownBy(() -> new Proration(DAILY, 19)).isInstanceOf(RuleViolation.class);
        assertThatThrownBy(() -> new Proration.Opening(APRIL, item("1.00"), APRIL.end(), null))
                .isInstanceOf(RuleViolation.class);
        assertThatThrownBy(() -> new Proration.Opening(APRIL, item("1.00"), APRIL.start(), decimal("-1")))
                .isInstanceOf(RuleViolation.class);
        assertThatThrownBy(() -> new Convention(
                        DayCount.SECOND, Denominator.WHOLE, ChangeDay.OLD, CancelDay.CREDITED, Netting.LINE))
                .isInstanceOf(RuleViolation.class);
    }

    private static void assertRefused(String rule, Change... changes) {
        assertThatThrownBy(() -> lines(DAILY, opening(APRIL, "30.00"), changes))
                .isInstanceOfSatisfying(
                        RuleViolation.class,
                        refused -> assertThat(refused.rule()).isEqualTo(rule));
    }

    private static List<String> lines(Convention convention, Proration.Opening opening, Change... changes) {
        return lines(convention, opening, List.of(changes));
    }

    private static List<String> lines(Convention convention, Proration.Opening opening, List<Change> changes) {
        return new Proration(convention, 2)
                .lines(opening, changes).stream()
                        .map(line -> line.type() + " " + line.share() + " " + line.amount())
                        .toList();
    }

    private static BigDecimal net(List<String> lines) {
        return lines.stream()
                .map(line -> new BigDecimal(line.substring(line.lastIndexOf(' ') + 1)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Proration.Opening opening(Whole period, String price) {
        return new Proration.Opening(period, item(price), period.start(), null);
    }

    private static Change change(String date, String price) {
        return new Change.Switch(at(date), item(price));
    }

    private static Item item(String price) {
        return new Item(decimal(price), BigDecimal.ONE);
    }

    private static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }

    private static Instant at(String date) {
        return Instant.parse(date + "T00:00:00Z");
    }
}
