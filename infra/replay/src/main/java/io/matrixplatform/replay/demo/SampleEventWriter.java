package io.matrixplatform.replay.demo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Made-up events as CloudEvents of one source.
 *
 * @param start of the demo, from which their times are counted
 */
record SampleEventWriter(String source, Instant start) {
    private static final JsonFactory JSON = new ObjectMapper().getFactory();

    /** A body of type {@code application/cloudevents-batch+json}. */
    byte[] batch(List<SampleEvent> events) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(events.size() * 400);
        try (JsonGenerator json = JSON.createGenerator((OutputStream) bytes)) {
            json.writeStartArray();
            for (SampleEvent event : events) {
                json.writeStartObject();
                json.writeStringField("specversion", "1.0");
                json.writeStringField("id", event.id());
                json.writeStringField("source", source);
                json.writeStringField("type", event.type());
                json.writeStringField("subject", event.subject());
                json.writeStringField("time", time(event.occurred()).toString());
                json.writeObjectField("data", data(event));
                json.writeEndObject();
            }
            json.writeEndArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
        return bytes.toByteArray();
    }

    private Map<String, Object> data(SampleEvent event) {
        Map<String, Object> data = new TreeMap<>(event.data());
        data.replaceAll(
                (name, value) -> value instanceof Duration moment ? time(moment).toString() : value);
        return data;
    }

    private Instant time(Duration moment) {
        return start.plus(moment).truncatedTo(ChronoUnit.MICROS);
    }
}
