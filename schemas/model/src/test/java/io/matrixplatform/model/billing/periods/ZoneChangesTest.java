package io.matrixplatform.model.billing.periods;

import static io.matrixplatform.model.billing.periods.Tiling.assertTiles;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.model.billing.periods.Cadence.Unit;
import java.time.Duration;
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

class ZoneChangesTest {
    private static final Cadence MONTHLY = Cadence.of(Unit.MONTH);

    /** Boundaries up to the change are by the old zone, later ones by the new: one long or short period, and no other. */
    @DisplayName("trap 19: a change of zone makes one long or short period")
    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, America/New_York, 2026-02-14T23:00:00Z, 2026-03-15T04:00:00Z",
        "America/New_York, Europe/Berlin, 2026-02-15T05:00:00Z, 2026-03-14T23:00:00Z"
    })
    void makesTheNextBoundaryByTheNewZone(String before, String after, String start, String end) {
        Instant change = Instant.parse("2026-02-20T10:00:00Z");

        Period period = zoneChange(before, after, change).containing(change).orElseThrow();

        assertThat(period.start()).isEqualTo(start);
        assertThat(period.end()).isEqualTo(end);
    }

    @DisplayName("trap 19: no second boundary of one date")
    @Test
    void makesNoSecondBoundaryOfADateThatHasPassedInTheOldZone() {
        Instant change = Instant.parse("2026-02-14T23:30:00Z");
        Periods periods = zoneChange("Europe/Berlin", "America/New_York", change);

        Period period = periods.containing(change).orElseThrow();

        assertThat(period.start()).isEqualTo("2026-02-14T23:00:00Z");
        assertThat(period.end()).isEqualTo("2026-03-15T04:00:00Z");
    }

    @DisplayName("trap 19: a boundary that has passed in the new zone is the change")
    @Test
    void endsThePeriodAtTheChangeIfTheNewZonesBoundaryHasPassed() {
        Instant change = Instant.parse("2026-02-15T02:00:00Z");
        Periods periods = zoneChange("America/New_York", "Europe/Berlin", change);

        Period period = periods.containing(change).orElseThrow();

        assertThat(period.start()).isEqualTo(change);
        assertThat(period.startDate()).isEqualTo("2026-02-15");
        assertThat(period.end()).isEqualTo("2026-03-14T23:00:00Z");
    }

    @Test
    void takesABoundaryAtTheVeryChangeByTheOldZone() {
        Instant change = Instant.parse("2026-02-14T23:00:00Z");

        assertThat(zoneChange("Europe/Berlin", "America/New_York", change)
                        .containing(change)
                        .orElseThrow()
                        .start())
                .isEqualTo(change);
    }

    @DisplayName("trap 19: no gap and no overlap through any changes of zone")
    @Test
    void tilesTheTimeLineThroughAnyChangesOfZone() {
        Random random = new Random(42);
        List<String> zones = ZoneId.getAvailableZoneIds().stream().sorted().toList();
        for (int run = 0; run < 400; run++) {
            Instant start = at("2026-01-01").plusSeconds(random.nextInt(86_400 * 60));
            ZoneTimeline timeline = new ZoneTimeline(
                    ZoneId.of(pick(zones, random)),
                    List.of(
                            new ZoneTimeline.Change(
                                    start.plusSeconds(random.nextInt(86_400 * 10)), ZoneId.of(pick(zones, random))),
                            new ZoneTimeline.Change(
                                    start.plusSeconds(86_400 * 10 + random.nextInt(86_400 * 10)),
                                    ZoneId.of(pick(zones, random)))));
            Unit unit = pick(List.of(Unit.values()), random);
            Terms terms = Terms.anniversary(Cadence.of(unit), timeline);

            assertTiles(Periods.of(terms, start, start.plus(Duration.ofDays(60))), start);
        }
    }

    private static Periods zoneChange(String before, String after, Instant change) {
        ZoneTimeline zones =
                new ZoneTimeline(ZoneId.of(before), List.of(new ZoneTimeline.Change(change, ZoneId.of(after))));
        Terms terms = new Terms(
                MONTHLY,
                Terms.Alignment.ANNIVERSARY,
                LocalDate.of(2026, 1, 15),
                null,
                LocalTime.MIDNIGHT,
                zones,
                Stubs.SHORT,
                Terms.OnTrial.BEFORE,
                Terms.OnResume.KEEP);
        return Periods.of(terms, at("2026-01-20"), null);
    }

    private static <T> T pick(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }

    private static Instant at(String date) {
        return Instant.parse(date + "T00:00:00Z");
    }
}
