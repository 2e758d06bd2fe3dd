package io.matrixplatform.rating;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.matrixplatform.rating.cases.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the README shows is what the command answers. */
class ReadmeTest {
    private static final Pattern EXAMPLE = Pattern.compile("```json\n(\\{.*\"kind\".*\\})\n(\\{.*\\})\n```");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void showsATrueExampleOfEachKind() throws IOException {
        List<String> kinds = new ArrayList<>();

        Matcher examples = EXAMPLE.matcher(Files.readString(Path.of("../../README.md")));
        while (examples.find()) {
            JsonNode wanted = JSON.readTree(examples.group(1));
            assertThat(JSON.writeValueAsString(Cases.answer(wanted))).isEqualTo(examples.group(2));
            assertThat(new CaseSchema().faults(wanted)).isEmpty();
            kinds.add(wanted.get("kind").textValue());
        }

        assertThat(kinds).containsExactlyInAnyOrderElementsOf(Kinds.names());
    }

    @Test
    void hasASchemaOfEachKind() throws IOException {
        JsonNode schema = JSON.readTree(RateMain.schema());

        for (String kind : Kinds.names()) {
            assertThat(schema.at("/$defs/" + kind + "-input/properties").size()).isPositive();
            assertThat(schema.at("/$defs/" + kind + "-options/type").textValue())
                    .isEqualTo("object");
            assertThat(schema.at("/properties/kind/enum"))
                    .anyMatch(name -> name.asText().equals(kind));
        }
    }
}
