package io.matrixplatform.model.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeySecretTest {
    // The check digits are the CRC-32 of everything before them, in base62; computed outside of Java.
    private static final String KNOWN = "mtx_live_0123456789ABCDEFGHIJKLMNOPQRSTUV19cXk8";

    @Test
    void isPinned() {
        ApiKeySecret secret = new ApiKeySecret(KNOWN);

        assertThat(secret.hash()).isEqualTo("063feef0254a50a1ac339dd698c0496835e4efca4550d27b630a6cc57a5a78fb");
        assertThat(secret.lastFour()).isEqualTo(KNOWN.substring(KNOWN.length() - 4));
    }

    @Property
    void isRecognisedOnceMinted(@ForAll long seed) {
        ApiKeySecret secret = ApiKeySecret.mint(new Random(seed));

        assertThat(secret.text()).matches("mtx_live_[0-9A-Za-z]{38}");
        assertThat(ApiKeySecret.parse(secret.text())).contains(secret);
    }

    @Test
    void isRefusedWithAnySingleCharacterChanged() {
        for (int i = 0; i < KNOWN.length(); i++) {
            for (char c = 0; c < 256; c++) {
                String changed = KNOWN.substring(0, i) + c + KNOWN.substring(i + 1);
                assertThat(ApiKeySecret.parse(changed).isPresent())
                        .as("character %s as %s", i, (int) c)
                        .isEqualTo(changed.equals(KNOWN));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "mtx_live_", "mtx_test_0123456789ABCDEFGHIJKLMNOPQRSTUV000000", KNOWN + "0", " " + KNOWN})
    void isRefusedInAnyOtherForm(String text) {
        assertThat(ApiKeySecret.parse(text)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ApiKeySecret(text))
                .withMessage("not an API key");
    }

    @Test
    void showsNothingButItsEnd() {
        assertThat(new ApiKeySecret(KNOWN).toString())
                .isEqualTo("API key ending in " + KNOWN.substring(KNOWN.length() - 4));
    }
}
