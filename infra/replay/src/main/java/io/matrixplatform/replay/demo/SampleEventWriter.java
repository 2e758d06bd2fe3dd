package io.matrixplatform.replay.demo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

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
                json.writeStringField("time", time(event).toString());
                json.writeObjectField("data", event.data());
                json.writeEndObject();
            }
            json.writeEndArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
        return bytes.toByteArray();
    }

    private Instant time(SampleEvent event) {
        return start.plus(event.occurred()).truncatedTo(ChronoUnit.MICROS);
    }
}
