package io.matrixplatform.api.platform.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {
    private final ObjectMapper json = Dialect.teach(new ObjectMapper().registerModule(new JavaTimeModule()));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Zoë",
                "日本",
                "a\u00a0b",
                "\ud83d\ude00",
                "\u0646\u0627\u0645\u0647\u200c\u0647\u0627",
                "' OR '1'='1"
            })
    void takeWhateverCanBeShown(String text) {
        assertThat(Texts.clean(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "a\nb", "a\tb", "\u007f", "\u0085", "\ud800", "\udc00\ud800"})
    void refuseControlCharactersAndHalfSurrogatePairs(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Texts.clean(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil\u202etxt", "a\u2066b", "a\u200bb", "\ufeffa", "a\u2060b", "a\u2028b"})
    void refuseWhatMakesThemLookLikeOthers(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Texts.clean(text));
        assertThat(Texts.isClean(text)).as("a value to look for").isTrue();
    }

    @Test
    void mayHaveSeveralLinesWhereThatIsSaid() {
        assertThat(Texts.cleanLines("one\r\ntwo\n")).isEqualTo("one\r\ntwo\n");
        assertThatIllegalArgumentException().isThrownBy(() -> Texts.cleanLines("one\rtwo"));
        assertThatIllegalArgumentException().isThrownBy(() -> Texts.cleanLines("\u0000\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "0000-01-01T00:00:00Z, 0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z, 9999-12-31T23:59:59Z",
        "2026-01-31T01:00:00+01:00, 2026-01-31T00:00:00Z"
    })
    void areTimesOfFourDigitYears(String text, Instant time) {
        assertThat(Texts.time(text)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "2026-01-31",
                "2026-01-31T00:00:00",
                "2026-02-30T00:00:00Z",
                "+10000-01-01T00:00:00Z",
                "-0001-12-31T00:00:00Z"
            })
    void areNoTimesOtherwise(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Texts.time(text));
    }

    @Test
    void areReadSoWhereverTheyStandInABody() throws Exception {
        Wanted wanted = json.readValue("""
                {"name":"a","lines":"a\\nb","names":["b"],"at":"2026-01-31T00:00:00Z","length":"PT1H"}""", Wanted.class);

        assertThat(wanted)
                .isEqualTo(new Wanted(
                        "a", "a\nb", List.of("b"), Instant.parse("2026-01-31T00:00:00Z"), Duration.ofHours(1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"a\\u0000\"}",
                "{\"names\":[\"a\\nb\"]}",
                "{\"lines\":\"\\u0007\"}",
                "{\"at\":1764000000}",
                "{\"at\":\"\"}",
                "{\"length\":1e9999}",
                "{\"length\":3600}",
                "{\"length\":\"\"}"
            })
    void areRefusedWithTheirPlace(String body) {
        assertThatThrownBy(() -> json.readValue(body, Wanted.class))
                .isInstanceOfSatisfying(
                        JsonMappingException.class,
                        refused -> assertThat(refused.getPath()).isNotEmpty());
    }

    record Wanted(
            @Nullable String name,
            @JsonDeserialize(using = Lines.class) @Nullable String lines,
            @Nullable List<String> names,
            @Nullable Instant at,
            @Nullable Duration length) {}
}
