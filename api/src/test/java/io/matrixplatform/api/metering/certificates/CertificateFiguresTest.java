package io.matrixplatform.api.metering.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.api.metering.certificates.Certificate.Kind;
import io.matrixplatform.api.metering.ledger.Total;
import io.matrixplatform.model.metering.Slice;
import io.matrixplatform.model.time.TimeWindow;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What certificates say of the log and of what was booked. */
class CertificateFiguresTest extends CertifiedDays {
    @Test
    void givesEveryRecordOneFate() {
        writeADay();

        Fates fates = issue(Kind.DAY, day, PLENTY).fates();

        assertThat(fates)
                .isEqualTo(new Fates(
                        /* accepted */ 15,
                        /* distinct */ 6,
                        /* repeated */ 1,
                        /* conflicting */ 2,
                        /* frames */ 2,
                        /* cancelled */ 2,
                        /* amended */ 1,
                        /* decided */ 1,
                        /* dead */ 0,
                        /* late */ 1,
                        /* quarantined */ 1));
    }

    @Test
    void countsWhatStandsOfEachIdentity() {
        writeADay();

        MeterLine tokens = line(issue(Kind.DAY, day, PLENTY), "tokens.input");

        // The plain one, the amendment, what was released, and the final frame; what was cancelled is nothing.
        assertThat(tokens.rawInTime())
                .isEqualTo(Amount.of(new Total(new BigDecimal(10 + 31 + 11_000_000 + 3), 4), true));
        assertThat(tokens.rawLate()).isEqualTo(Amount.of(new Total(new BigDecimal(40), 1), true));
    }

    @Test
    void comesToTheSameWithAsLittleMemoryAsYouLike() {
        writeADay();

        Certificate one = issue(Kind.INTERIM, day, PLENTY);
        Certificate other = issue(Kind.INTERIM, day, new CertificateLimits(2));

        assertThat(other.fates()).isEqualTo(one.fates());
        assertThat(other.meters()).isEqualTo(one.meters());
        assertThat(other.leavesDigest()).isEqualTo(one.leavesDigest());
    }

    @Test
    void holdsTheLedgerAgainstTheRawLog() {
        log.add(call("a", noon, noon.plusSeconds(1), 100));
        log.add(call("b", noon, noon.plusSeconds(2), 20));
        log.add(call("late", noon.minus(Duration.ofHours(5)), noon.plusSeconds(3), 7));
        book(noon, "120", 2);
        late(noon.minus(Duration.ofHours(5)), "7", 1);

        MeterLine line = line(issue(Kind.DAY, day, PLENTY), "tokens.input");

        assertThat(line.rawInTime()).isEqualTo(line.ledger());
        assertThat(line.rawLate()).isEqualTo(line.late());
        assertThat(line.rawInTime().factCount()).isEqualTo(2);
        assertThat(line.rawLate().quantity()).isEqualByComparingTo("7");
        assertThat(line.agrees()).isTrue();
    }

    @Test
    void saysThatStagesDiffer() {
        log.add(call("a", noon, noon.plusSeconds(1), 100));
        book(noon, "101", 1);

        Certificate issued = issue(Kind.DAY, day, PLENTY);

        assertThat(line(issued, "tokens.input").agrees()).isFalse();
        assertThat(issued.agrees()).isFalse();
    }

    /** What came before midnight for a slice that closes after it belongs to the day in which it closes. */
    @Test
    void countsASliceOnTheDayInWhichItCloses() {
        Instant lastSlice = day.end().minus(Slice.LENGTH);
        log.add(call("on the edge", lastSlice, lastSlice.plusSeconds(1), 5));
        log.add(call("of the day before", midnight.minusSeconds(60), midnight.plusSeconds(1), 3));
        book(lastSlice, "5", 1);
        book(midnight.minus(Slice.LENGTH), "3", 1);

        MeterLine line = line(issue(Kind.DAY, day, PLENTY), "tokens.input");

        assertThat(line.ledger().quantity()).isEqualByComparingTo("3");
        assertThat(line.agrees()).isTrue();
    }

    @Test
    void leavesSlicesOutThatMoreWasRecordedOfSince() {
        Instant until = noon.plus(Duration.ofMinutes(1));
        log.add(call("a", noon, noon.plusSeconds(1), 100));
        log.add(call("b", noon.minus(Slice.LENGTH), noon.plusSeconds(1), 20));
        log.add(call("since", noon, until.plusSeconds(5), 3));
        book(noon, "103", 2);
        book(noon.minus(Slice.LENGTH), "20", 1);

        Certificate interim = issue(Kind.INTERIM, new TimeWindow(midnight, until), PLENTY);

        assertThat(interim.openSlices()).containsExactly(noon);
        assertThat(line(interim, "tokens.input").ledger().quantity()).isEqualByComparingTo("20");
        assertThat(line(interim, "tokens.input").agrees()).isTrue();
        assertThat(interim.fates().accepted()).isEqualTo(2);
    }
}
