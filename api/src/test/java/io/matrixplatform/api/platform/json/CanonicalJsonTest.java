package io.matrixplatform.api.platform.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The sorting example of RFC 8785, section 3.2.3. */
    @Test
    void sortsMembersByUtf16() throws JsonProcessingException {
        String given = "{\"\\u20ac\":\"Euro Sign\",\"\\r\":\"Carriage Return\",\"\\ufb33\":\"Hebrew Letter Dalet With"
                + " Dagesh\",\"1\":\"One\",\"\\ud83d\\ude00\":\"Emoji: Grinning Face\",\"\\u0080\":\"Control\","
                + "\"\\u00f6\":\"Latin Small Letter O With Diaeresis\"}";

        assertThat(canonical(given))
                .isEqualTo("{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"\u00f6\":\"Latin Small"
                        + " Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\",\"\ud83d\ude00\":\"Emoji: Grinning"
                        + " Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
    }

    @Test
    void escapesNoMoreThanItMust() throws JsonProcessingException {
        assertThat(canonical("\"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\""))
                .isEqualTo("\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"");
    }

    @Test
    void keepsArraysInTheirOrderAndLeavesNoWhiteSpace() throws JsonProcessingException {
        assertThat(canonical(" { \"b\" : [ 3, 1, null, true, { } ], \"a\" : [ ] } "))
                .isEqualTo("{\"a\":[],\"b\":[3,1,null,true,{}]}");
    }

    @Test
    void refusesNumbersThatAreNotIntegral() {
        assertThatThrownBy(() -> canonical("[1.5]")).hasMessageContaining("has to be text");
    }

    @Property(tries = 200)
    void doesNotDependOnTheOrderOfMembersAndMeansTheSame(@ForAll @Size(max = 8) Map<String, String> members)
            throws JsonProcessingException {
        ObjectNode rising = JSON.createObjectNode();
        new TreeMap<>(members).forEach(rising::put);
        ObjectNode falling = JSON.createObjectNode();
        new TreeMap<>(members).descendingMap().forEach(falling::put);

        String canonical = CanonicalJson.of(rising);

        assertThat(CanonicalJson.of(falling)).isEqualTo(canonical);
        assertThat(JSON.readTree(canonical)).isEqualTo(rising);
    }

    private static String canonical(String json) throws JsonProcessingException {
        return CanonicalJson.of(JSON.readTree(json));
    }
}
