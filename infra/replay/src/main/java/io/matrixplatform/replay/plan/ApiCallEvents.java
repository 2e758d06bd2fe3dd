package io.matrixplatform.replay.plan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Planned calls as CloudEvents of one source. The same call gives the same bytes, in whichever batch. */
public record ApiCallEvents(String source) {
    /** The CloudEvents type of an API call. */
    public static final String TYPE = "io.matrixplatform.api-call.v1";

    private static final JsonFactory JSON = new JsonFactory();

    /** The event's id: unique within the source. */
    public static String id(PlannedCall call) {
        return "call-" + call.number();
    }

    /** A body of type {@code application/cloudevents-batch+json}. */
    public byte[] batch(List<PlannedCall> calls) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(calls.size() * 320);
        try (JsonGenerator json = JSON.createGenerator((OutputStream) bytes)) {
            json.writeStartArray();
            for (PlannedCall call : calls) {
                write(json, call);
            }
            json.writeEndArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
        return bytes.toByteArray();
    }

    private void write(JsonGenerator json, PlannedCall call) throws IOException {
        json.writeStartObject();
        json.writeStringField("specversion", "1.0");
        json.writeStringField("id", id(call));
        json.writeStringField("source", source);
        json.writeStringField("type", TYPE);
        json.writeStringField("time", call.occurredAt().toString());
        json.writeObjectFieldStart("data");
        json.writeStringField("model", call.model().label());
        json.writeStringField("route", call.model().route());
        json.writeNumberField("status", 200);
        json.writeNumberField("latency_ms", call.latencyMs());
        json.writeNumberField("input_tokens", call.inputTokens());
        json.writeNumberField("output_tokens", call.outputTokens());
        json.writeEndObject();
        json.writeEndObject();
    }
}
