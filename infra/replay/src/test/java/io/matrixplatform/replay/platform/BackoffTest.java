package io.matrixplatform.replay.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void doublesUpToItsLongest() {
        Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(3));

        assertThat(backoff.after(1)).hasMillis(100);
        assertThat(backoff.after(2)).hasMillis(200);
        assertThat(backoff.after(5)).hasMillis(1_600);
        assertThat(backoff.after(6)).hasSeconds(3);
        assertThat(backoff.after(1_000_000)).hasSeconds(3);
    }

    @Test
    void refusesToBeBusy() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)));
    }
}
