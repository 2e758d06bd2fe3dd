package io.matrixplatform.api.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HttpConfigTest {
    @Test
    void trustsTheOriginsThatAreListed() {
        HttpConfig config = new HttpConfig("", "https://app.example.com, http://[::1]:3000");

        assertThat(config.trustedOrigins().all()).containsExactly("https://app.example.com", "http://[::1]:3000");
        assertThat(new HttpConfig("", "").trustedOrigins().all()).isEmpty();
    }

    @Test
    void refusesWhatIsNoOrigin() {
        assertThatThrownBy(() -> new HttpConfig("", "https://a.example/path"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https://a.example/path");
    }
}
