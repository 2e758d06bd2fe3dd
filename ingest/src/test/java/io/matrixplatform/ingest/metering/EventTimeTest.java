package io.matrixplatform.ingest.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTimeTest {
    @Property
    void readsWhatTheJdkWrites(
            @ForAll @LongRange(min = -62_135_596_800L, max = 253_402_300_799L) long second,
            @ForAll @IntRange(max = 999_999_999) int nano,
            @ForAll @IntRange(min = -17 * 60, max = 17 * 60) int offsetMinutes) {
        OffsetDateTime time =
                Instant.ofEpochSecond(second, nano).atOffset(ZoneOffset.ofTotalSeconds(offsetMinutes * 60));
        if (time.getYear() < 0 || time.getYear() > 9999) {
            return; // four digits are all that RFC 3339 has
        }
        String text = time.format(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSSxxx"));

        assertThat(EventTime.parseMicros(text)).as(text).isEqualTo(micros(time.toInstant()));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-07-01T12:00:00Z, 2026-07-01T12:00:00Z",
        "2026-07-01t12:00:00z, 2026-07-01T12:00:00Z",
        "2026-07-01T12:00:00.1Z, 2026-07-01T12:00:00.100Z",
        "2026-07-01T12:00:00.123456999Z, 2026-07-01T12:00:00.123456Z",
        "2026-07-01T12:00:00.123456+02:00, 2026-07-01T10:00:00.123456Z",
        "2026-12-31T23:30:00-01:00, 2027-01-01T00:30:00Z",
        "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z",
        "1969-12-31T23:59:59.5Z, 1969-12-31T23:59:59.500Z"
    })
    void readsEveryFormOfRfc3339(String text, Instant time) {
        assertThat(EventTime.parseMicros(text)).isEqualTo(micros(time));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-07-01",
                "2026-07-01T12:00:00",
                "2026-07-01 12:00:00Z",
                "2026-07-01T12:00Z",
                "2026-13-01T12:00:00Z",
                "2026-00-01T12:00:00Z",
                "2026-02-29T12:00:00Z",
                "2100-02-29T12:00:00Z",
                "2026-07-32T12:00:00Z",
                "2026-07-01T24:00:00Z",
                "2026-07-01T12:60:00Z",
                "2026-07-01T23:59:60Z",
                "2026-07-01T12:00:00.Z",
                "2026-07-01T12:00:00,5Z",
                "2026-07-01T12:00:00+2:00",
                "2026-07-01T12:00:00+0200",
                "2026-07-01T12:00:00+24:00",
                "2026-07-01T12:00:00ZZ",
                "-026-07-01T12:00:00Z",
                "2026-07-01T12:00:00.123",
                "1782907200"
            })
    void refusesEverythingElse(String text) {
        assertThat(EventTime.parseMicros(text)).isEqualTo(EventTime.INVALID);
    }

    private static long micros(Instant time) {
        return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
    }
}
