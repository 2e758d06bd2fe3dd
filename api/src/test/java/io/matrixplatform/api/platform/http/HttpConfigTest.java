package io.matrixplatform.api.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpConfigTest {
    @Test
    void trustsTheOriginsThatAreListed() {
        HttpConfig config = new HttpConfig("", "https://app.example.com, http://[::1]:3000");

        assertThat(config.trustedOrigins()).containsExactly("https://app.example.com", "http://[::1]:3000");
        assertThat(new HttpConfig("", "").trustedOrigins()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*", "https://*.example.com", "app.example.com", "https://a.example/path", "null", "ftp://a"})
    void refusesWhatIsNoOrigin(String origin) {
        assertThatThrownBy(() -> new HttpConfig("", origin))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(origin);
    }
}
