package io.matrixplatform.api.catalog.meters;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetersTest {
    @ParameterizedTest
    @CsvSource({
        "2026-01-01T00:00:00Z,        2026-01-01T00:01:00Z",
        "2026-01-01T00:00:00.000001Z, 2026-01-01T00:02:00Z",
        "2026-01-01T00:00:59.999999Z, 2026-01-01T00:02:00Z",
        "2026-12-31T23:59:00Z,        2027-01-01T00:00:00Z",
    })
    void takesEffectAtTheFirstFullMinuteThatIsAMinuteAway(Instant now, Instant effective) {
        assertThat(Meters.fullMinuteAhead(now)).isEqualTo(effective);
    }
}
