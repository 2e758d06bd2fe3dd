package io.matrixplatform.replay.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SampleEventWriterTest {
    @Test
    void writesCloudEventsWhoseTimesAreCountedFromTheStart() throws IOException {
        SampleEventWriter writer = new SampleEventWriter("urn:matrix:demo:1", Instant.parse("2026-11-20T12:00:00Z"));
        SampleEvent event = new SampleEvent(
                "e1",
                SampleEvent.DOCUMENT,
                "web",
                Duration.ofMillis(-1_500),
                Map.of("pages", 3L, "language", "de", "ocr", true),
                false);

        JsonNode written = new ObjectMapper().readTree(writer.batch(List.of(event)));

        assertThat(written).isEqualTo(new ObjectMapper().readTree("""
                        [{"specversion":"1.0","id":"e1","source":"urn:matrix:demo:1","type":"com.example.document.v1",
                          "subject":"web","time":"2026-11-20T11:59:58.500Z",
                          "data":{"pages":3,"language":"de","ocr":true}}]"""));
    }
}
