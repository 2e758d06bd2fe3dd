package io.matrixplatform.ingest.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matrixplatform.model.access.ApiKeySecret;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class KeyHashTest {
    private final ApiKeySecret secret = ApiKeySecret.mint(new SecureRandom());
    private final String digits = secret.hash();

    @Test
    void isTheSameOfASecretAndOfItsDigits() {
        assertThat(KeyHash.of(secret)).isEqualTo(KeyHash.parse(digits));
    }

    @Test
    void isTheSameForTheSameDigitsOnly() {
        for (int place = 0; place < digits.length(); place++) {
            char other = digits.charAt(place) == '0' ? '1' : '0';
            String changed = digits.substring(0, place) + other + digits.substring(place + 1);

            assertThat(KeyHash.parse(changed)).isNotEqualTo(KeyHash.parse(digits));
        }
        assertThat(KeyHash.parse(digits)).isEqualTo(KeyHash.parse(digits)).hasSameHashCodeAs(KeyHash.parse(digits));
    }

    @Test
    void refusesWhatIsNoHash() {
        assertThatThrownBy(() -> KeyHash.parse(digits + "0")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> KeyHash.parse("g" + digits.substring(1))).isInstanceOf(IllegalArgumentException.class);
    }
}
