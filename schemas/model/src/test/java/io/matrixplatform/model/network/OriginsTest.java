package io.matrixplatform.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {
    @Test
    void containTheOnesThatAreListedAndNoOther() {
        Origins origins = Origins.parse("https://app.example.com, http://[::1]:3000");

        assertThat(origins.contain("https://app.example.com")).isTrue();
        assertThat(origins.contain("http://[::1]:3000")).isTrue();
        assertThat(origins.contain("http://app.example.com")).isFalse();
        assertThat(origins.contain("https://app.example.com:8443")).isFalse();
        assertThat(origins.contain("https://app.example.com.evil.example")).isFalse();
        assertThat(origins.contain("null")).isFalse();
        assertThat(origins.contain(null)).isFalse();
    }

    @Test
    void areNoneWhereNothingIsSaid() {
        assertThat(Origins.parse("").all()).isEmpty();
        assertThat(Origins.parse(" , ").contain("")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*", "https://*.example.com", "app.example.com", "https://a.example/path", "null", "ftp://a"})
    void refuseWhatIsNoOrigin(String origin) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Origins.parse(origin))
                .withMessageContaining(origin);
    }
}
