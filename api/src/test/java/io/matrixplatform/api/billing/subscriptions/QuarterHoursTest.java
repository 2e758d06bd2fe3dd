package io.matrixplatform.api.billing.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matrixplatform.api.platform.problems.ProblemException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuarterHoursTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:15:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T10:14:59.999999Z, 2026-03-01T10:15:00Z",
        "2026-03-01T10:15:00Z,        2026-03-01T10:30:00Z",
        "2026-12-31T23:59:59Z,        2027-01-01T00:00:00Z",
    })
    void nextIsAlwaysToCome(Instant now, Instant next) {
        assertThat(QuarterHours.next(now)).isEqualTo(next);
        assertThat(QuarterHours.wanted(null, now, "/at")).isEqualTo(next);
    }

    @Test
    void takesAFullQuarterHourToCome() {
        Instant wanted = Instant.parse("2026-03-01T10:30:00Z");

        assertThat(QuarterHours.wanted(wanted, NOW, "/at")).isEqualTo(wanted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-01T10:15:00Z",
                "2026-03-01T10:31:00Z",
                "2026-03-01T10:30:00.000001Z",
                "2030-01-01T00:00:00Z"
            })
    void refusesWhatIsPastOrBetweenOrFarAway(Instant wanted) {
        assertThatThrownBy(() -> QuarterHours.wanted(wanted, NOW, "/at"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("/at");
    }
}
