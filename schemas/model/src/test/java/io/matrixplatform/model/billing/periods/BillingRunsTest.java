package io.matrixplatform.model.billing.periods;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BillingRunsTest {
    private static final Duration BETWEEN_RUNS = Duration.ofHours(6);

    /** A run bills the periods that have ended since the run before it. */
    @DisplayName("trap 18: four runs a day bill each month once, on the local billing day, east and west of UTC")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Pacific/Kiritimati",
                "Asia/Kathmandu",
                "Europe/Berlin",
                "UTC",
                "America/Sao_Paulo",
                "America/Los_Angeles",
                "Pacific/Pago_Pago"
            })
    void billsEachMonthOnceOnTheLocalBillingDay(String name) {
        ZoneId zone = ZoneId.of(name);
        Instant start = LocalDate.of(2026, 1, 31).atStartOfDay(zone).toInstant();
        Periods periods =
                Periods.of(Terms.anniversary(Cadence.of(Cadence.Unit.MONTH), ZoneTimeline.of(zone)), start, null);

        List<LocalDate> billed = new ArrayList<>();
        Period open = periods.first();
        for (Instant run = start; run.isBefore(Instant.parse("2027-02-01T12:00:00Z")); run = run.plus(BETWEEN_RUNS)) {
            while (!run.isBefore(open.end())) {
                assertThat(LocalDate.ofInstant(run, zone)).isEqualTo(open.endDate());
                billed.add(open.endDate());
                open = periods.after(open).orElseThrow();
            }
        }

        assertThat(billed)
                .extracting(LocalDate::toString)
                .containsExactly(
                        "2026-02-28",
                        "2026-03-31",
                        "2026-04-30",
                        "2026-05-31",
                        "2026-06-30",
                        "2026-07-31",
                        "2026-08-31",
                        "2026-09-30",
                        "2026-10-31",
                        "2026-11-30",
                        "2026-12-31",
                        "2027-01-31");
    }
}
