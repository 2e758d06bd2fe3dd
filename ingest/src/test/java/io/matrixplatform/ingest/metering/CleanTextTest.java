package io.matrixplatform.ingest.metering;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CleanTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "gpt-4o", "größe", "東京", "\ud83d\ude80", "a b", "\ufffd"})
    void takesUnicode(String text) {
        assertThat(CleanText.is(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000",
                "a\nb",
                "\u007f",
                "\u0085",
                "\ud83d",
                "\ude80",
                "\ude80\ud83d",
                "a\ud83d",
                "\ufffe",
                "\ufdd0",
                "\ud83f\udfff"
            })
    void refusesControlCharactersHalfSurrogatesAndNonCharacters(String text) {
        assertThat(CleanText.is(text)).isFalse();
    }
}
