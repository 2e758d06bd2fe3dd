package io.matrixplatform.rating;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whatever stands in any place of a case, it is answered, with a result or with an error, and nothing is thrown. */
class SpoiltCasesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CASE = Pattern.compile("(?m)^\\{\"id\":\"[^\"]*\",\"kind\":\"[^\"]*\",\"input\".*$");
    private static final List<String> SPOILS = List.of(
            "null",
            "true",
            "0",
            "-1",
            "3000000000",
            "1.5",
            "[]",
            "[[]]",
            "{}",
            "\"\"",
            "\"0\"",
            "\"-1\"",
            "\"1e9\"",
            "\"99999999999999999999999\"",
            "\"0.0000000000000000000000000001\"",
            "\"0/0\"",
            "\"XXX\"",
            "\"9999-12-31\"",
            "\"0001-01-01\"",
            "\"+999999999-12-31T23:59:59Z\"",
            "\"2026-02-30\"");

    @TestFactory
    List<DynamicTest> answersWithAResultOrAnError() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String line : CASE.matcher(Files.readString(Path.of("../../README.md")))
                .results()
                .map(found -> found.group())
                .toList()) {
            JsonNode wanted = JSON.readTree(line);
            tests.add(DynamicTest.dynamicTest(wanted.get("kind").asText(), () -> spoilEachPlace(wanted)));
        }
        assertThat(tests).hasSize(12);
        return tests;
    }

    private static void spoilEachPlace(JsonNode wanted) throws IOException {
        List<String> places = new ArrayList<>();
        collect(wanted, "", places);
        for (String place : places) {
            for (String spoil : SPOILS) {
                JsonNode spoilt = wanted.deepCopy();
                int slash = place.lastIndexOf('/');
                JsonNode holder = spoilt.at(place.substring(0, slash));
                String name = place.substring(slash + 1);
                if (holder instanceof ObjectNode object) {
                    object.set(name, JSON.readTree(spoil));
                } else if (holder instanceof ArrayNode array) {
                    array.set(Integer.parseInt(name), JSON.readTree(spoil));
                }
                JsonNode answer = Cases.answer(spoilt);
                assertThat(answer.has("result")).as("%s", answer).isNotEqualTo(answer.has("error"));
            }
        }
    }

    private static void collect(JsonNode node, String at, List<String> places) {
        node.fieldNames().forEachRemaining(name -> {
            places.add(at + "/" + name);
            collect(node.get(name), at + "/" + name, places);
        });
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            places.add(at + "/" + i);
            collect(node.get(i), at + "/" + i, places);
        }
    }
}
