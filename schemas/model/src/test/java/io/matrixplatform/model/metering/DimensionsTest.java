package io.matrixplatform.model.metering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

class DimensionsTest {
    @Test
    void writesSortedNamesAndNoSpaces() {
        assertThat(Dimensions.of(Map.of("route", "/v1/chat", "model", "gpt-4o")).toJson())
                .isEqualTo("{\"model\":\"gpt-4o\",\"route\":\"/v1/chat\"}");
        assertThat(Dimensions.NONE.toJson()).isEqualTo("{}");
    }

    @Test
    void escapesOnlyWhatJsonDemands() {
        assertThat(Dimensions.of(Map.of("a\"b", "\\ \u0000\n\u001f/\u007f€😀")).toJson())
                .isEqualTo("{\"a\\\"b\":\"\\\\ \\u0000\\u000a\\u001f/\u007f€😀\"}");
    }

    @Test
    void escapesHalfACharacterSoThatItStaysDifferentInBytes() {
        assertThat(Dimensions.of(Map.of("m", "\ud83d")).toJson()).isEqualTo("{\"m\":\"\\ud83d\"}");
        assertThat(Dimensions.of(Map.of("m", "\ude00\ud83d")).toJson()).isEqualTo("{\"m\":\"\\ude00\\ud83d\"}");
        assertThat(Dimensions.of(Map.of("m", "\ud83d\ud83d\ude00")).toJson()).isEqualTo("{\"m\":\"\\ud83d😀\"}");
    }

    @Test
    void bringsItsOwnOrderWhateverTheOrderOfTheMap() {
        TreeMap<String, String> backwards = new TreeMap<>(Comparator.reverseOrder());
        backwards.putAll(Map.of("a", "1", "b", "2"));

        assertThat(new Dimensions(backwards).toJson()).isEqualTo("{\"a\":\"1\",\"b\":\"2\"}");
        assertThat(new Dimensions(backwards)).isEqualTo(Dimensions.of(backwards));
    }

    @Property
    void isTheSameTextInWhateverOrderTheValuesCame(
            @ForAll("values") Map<String, String> values, @ForAll Random random) {
        List<Map.Entry<String, String>> entries = new ArrayList<>(values.entrySet());
        Collections.shuffle(entries, random);
        Map<String, String> shuffled = new LinkedHashMap<>();
        entries.forEach(entry -> shuffled.put(entry.getKey(), entry.getValue()));

        assertThat(Dimensions.of(shuffled).toJson())
                .isEqualTo(Dimensions.of(values).toJson());
    }

    @Property
    void isReadBackAsWhatItWasBuiltFrom(@ForAll("values") Map<String, String> values) {
        assertThat(FlatJson.parse(Dimensions.of(values).toJson())).isEqualTo(values);
    }

    @Provide
    Arbitrary<Map<String, String>> values() {
        // All of UTF-16, lone surrogates and control characters often.
        Arbitrary<String> texts = Arbitraries.frequencyOf(
                        Tuple.of(3, Arbitraries.chars().range(' ', '~')),
                        Tuple.of(2, Arbitraries.chars().range('\u0000', '\u001f')),
                        Tuple.of(2, Arbitraries.chars().range('\ud7ff', '\ue000')),
                        Tuple.of(1, Arbitraries.chars().with('"', '\\', '/')),
                        Tuple.of(1, Arbitraries.chars().all()))
                .list()
                .ofMaxSize(8)
                .map(chars -> {
                    StringBuilder text = new StringBuilder();
                    chars.forEach(text::append);
                    return text.toString();
                });
        return Arbitraries.maps(texts, texts).ofMaxSize(5);
    }
}
