package io.matrixplatform.events;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was released stays readable, for ever: topics and backups hold it long after the code that wrote it is gone. */
class ReleasedSchemasTest {
    private static final Path RELEASED = Path.of("released");

    private static final String THEN = """
            {"type": "record", "name": "Thing", "namespace": "test", "fields": [
              {"name": "id", "type": "string"},
              {"name": "amount", "type": {"type": "bytes", "logicalType": "decimal", "precision": 38, "scale": 18}},
              {"name": "at", "type": ["null", {"type": "long", "logicalType": "timestamp-micros"}], "default": null},
              {"name": "kind", "type": {"type": "enum", "name": "Kind", "symbols": ["A", "B"]}},
              {"name": "parts", "type": {"type": "array", "items": {"type": "record", "name": "Part", "fields": [
                {"name": "size", "type": "int"}]}}}]}
            """;

    @Test
    void todaysSchemasReadEverythingThatWasEverReleased() throws IOException {
        Map<String, Schema> today = Topics.all().stream().collect(toMap(Topic::subject, Topic::schema));
        List<ReleasedSchema> released = ReleasedSchema.readAll(RELEASED);

        assertThat(released).isNotEmpty();
        assertThat(released).allSatisfy(then -> {
            Schema now = requireNonNull(today.get(then.subject()), then.subject() + " was released, and is gone");
            assertThat(then.whyUnreadableBy(now)).isEmpty();
        });
    }

    @Test
    void versionsCountFromOneWithoutAGap() throws IOException {
        Map<String, List<ReleasedSchema>> bySubject =
                ReleasedSchema.readAll(RELEASED).stream().collect(groupingBy(ReleasedSchema::subject));

        assertThat(bySubject)
                .allSatisfy((subject, versions) ->
                        assertThat(versions.get(versions.size() - 1).version()).isEqualTo(versions.size()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"name\": \"id\", \"type\": \"string\" | \"name\": \"id\", \"type\": \"long\" | id",
                "\"name\": \"id\", \"type\": \"string\" | \"name\": \"new_id\", \"type\": \"string\" | new_id",
                "\"scale\": 18 | \"scale\": 9 | amount",
                "timestamp-micros | timestamp-millis | at",
                "[\"A\", \"B\"] | [\"A\"] | kind",
                "\"size\", \"type\": \"int\" | \"length\", \"type\": \"int\" | parts.length",
                "\"null\", {\"type\": \"long\" | \"null\", {\"type\": \"int\" | at",
            })
    void refusesAChangeThatCannotReadWhatWasReleased(String then, String now, String field) {
        ReleasedSchema released = new ReleasedSchema("test.things.v1-value", 3, parse(THEN));

        assertThat(THEN).contains(then);
        assertThat(released.whyUnreadableBy(parse(THEN.replace(then, now))))
                .isNotEmpty()
                .allSatisfy(reason -> assertThat(reason)
                        .startsWith(
                                "test.things.v1-value: today's schema cannot read released v3: field '" + field + "'")
                        .endsWith("what cannot be told that way is a new topic with the next major number."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\": \"id\", \"type\": \"string\"}, | ''",
                "{\"name\": \"id\" | {\"name\": \"note\", \"type\": \"string\", \"default\": \"\"}, {\"name\": \"id\"",
                "[\"A\", \"B\"] | [\"A\", \"B\", \"C\"]",
                "\"name\": \"size\", \"type\": \"int\" | \"name\": \"size\", \"type\": \"long\"",
                "\"name\": \"id\" | \"name\": \"new_id\", \"aliases\": [\"id\"]",
            })
    void allowsAChangeThatStillReadsWhatWasReleased(String then, String now) {
        ReleasedSchema released = new ReleasedSchema("test.things.v1-value", 3, parse(THEN));

        assertThat(THEN).contains(then);
        assertThat(released.whyUnreadableBy(parse(THEN.replace(then, now)))).isEmpty();
    }

    /** Part of a release, not of the build: {@code -Drelease.schemas} keeps what is new. */
    @Test
    @EnabledIfSystemProperty(named = "release.schemas", matches = ".*")
    void keepsTodaysSchemasAsReleased() throws IOException {
        Map<String, List<ReleasedSchema>> bySubject =
                ReleasedSchema.readAll(RELEASED).stream().collect(groupingBy(ReleasedSchema::subject));
        for (Topic topic : Topics.all()) {
            List<ReleasedSchema> versions = bySubject.getOrDefault(topic.subject(), List.of());
            if (versions.isEmpty()
                    || !versions.get(versions.size() - 1).schema().equals(topic.schema())) {
                new ReleasedSchema(topic.subject(), versions.size() + 1, topic.schema()).write(RELEASED);
            }
        }

        assertThat(ReleasedSchema.readAll(RELEASED))
                .extracting(ReleasedSchema::schema)
                .containsAll(Topics.all().stream().map(Topic::schema).toList());
    }

    private static Schema parse(String json) {
        return new Schema.Parser().parse(json);
    }
}
