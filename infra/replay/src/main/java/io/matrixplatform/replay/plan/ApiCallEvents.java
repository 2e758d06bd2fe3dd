package io.matrixplatform.replay.plan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
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

    /** One event alone, as it stands in a batch. */
    public String event(PlannedCall call) {
        StringWriter text = new StringWriter(320);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            write(json, call);
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
        return text.toString();
    }

    private void write(JsonGenerator json, PlannedCall call) throws IOException {
        json.writeStartObject();
        json.writeStringField("specversion", "1.0");
        json.writeStringField("id", id(call));
        json.writeStringField("source", source);
        json.writeStringField("type", TYPE);
        json.writeStringField("time", call.occurredAt().toString());
        if (call.saying() == Saying.CANCELLATION) {
            json.writeStringField("correction", "cancel");
        }
        if (call.saying() == Saying.AMENDMENT) {
            json.writeStringField("correction", "amend");
            json.writeObjectFieldStart("data");
            json.writeFieldName("original");
            writeData(json, call, call.inputTokens(), call.outputTokens());
            json.writeFieldName("amended");
            writeData(json, call, call.amendedInputTokens(), call.amendedOutputTokens());
            json.writeEndObject();
        } else {
            json.writeFieldName("data");
            writeData(json, call, call.inputTokens(), call.outputTokens());
        }
        json.writeEndObject();
    }

    private static void writeData(JsonGenerator json, PlannedCall call, long inputTokens, long outputTokens)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("model", call.model().label());
        json.writeStringField("route", call.model().route());
        json.writeNumberField("status", 200);
        json.writeNumberField("latency_ms", call.latencyMs());
        json.writeNumberField("input_tokens", inputTokens);
        json.writeNumberField("output_tokens", outputTokens);
        json.writeEndObject();
    }
}
