package io.matrixplatform.replay.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoOptionsTest {
    @ParameterizedTest
    @CsvSource({
        "0,  20,   PT30M, --tenants",
        "51, 20,   PT30M, --tenants",
        "3,  0,    PT30M, --rate",
        "3,  1001, PT30M, --rate",
        "3,  20,   PT56M, --history",
        "3,  20,   -PT1S, --history",
    })
    void refusesWhatItCannotDoNamingTheOption(int tenants, int rate, Duration history, String option) {
        assertThatThrownBy(() -> new DemoOptions(tenants, rate, 1, history, Duration.ofDays(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(option);
    }

    @Test
    void makesUpLessHistoryWhenThereIsMuchOfIt() {
        assertThat(new DemoOptions(3, 20, 1, Duration.ofMinutes(30), Duration.ofDays(1)).history())
                .isEqualTo(Duration.ofMinutes(30));
        assertThat(new DemoOptions(3, 1_000, 1, Duration.ofMinutes(30), Duration.ofDays(1)).history())
                .isEqualTo(Duration.ofMinutes(1));
    }
}
