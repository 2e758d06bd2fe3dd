package io.matrixplatform.ingest.metering;

import static io.matrixplatform.ingest.platform.ProblemType.MALFORMED_REQUEST;
import static io.matrixplatform.ingest.platform.ProblemType.TOO_MANY_EVENTS;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.ingest.platform.Body;
import io.matrixplatform.ingest.platform.ProblemException;
import io.vertx.core.MultiMap;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A request's body to facts and rejections. Nothing is published before the whole body was read, so a body that breaks
 * off in the middle has no effect. Keeps its buffers: one instance per thread.
 */
final class IntakeReader {
    /** Deeper bodies are not read at all; an event deeper than its own bound is rejected by itself. */
    private static final int NESTING_MAX = 64;

    private static final String HEADER_PREFIX = "ce-";

    private final EventBounds bounds;
    private final JsonFactory factory;
    private final EventReader events;
    private final PlainCalls plain;

    IntakeReader(SchemaRegistry registry, EventBounds bounds) {
        this.bounds = bounds;
        this.factory = JsonFactory.builder()
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .disable(com.fasterxml.jackson.core.JsonFactory.Feature.INTERN_FIELD_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(NESTING_MAX)
                        .build())
                .build();
        FactWriter writer = new FactWriter(registry);
        this.events = new EventReader(factory, writer, bounds);
        this.plain = new PlainCalls(writer, bounds);
    }

    /**
     * @throws ProblemException {@code MALFORMED_REQUEST} if the body is not what its content type says,
     *     {@code TOO_MANY_EVENTS}
     */
    Intake read(Mode mode, MultiMap headers, Body body, Stamps stamps) {
        Intake out = new Intake(new ArrayList<>(), new ArrayList<>());
        if (isPlain(mode, body, stamps, out.facts())) {
            return out;
        }
        out.facts().clear();
        readAny(mode, headers, body, stamps, out);
        return out;
    }

    private boolean isPlain(Mode mode, Body body, Stamps stamps, List<Fact> into) {
        return switch (mode) {
            case STRUCTURED -> plain.readOne(body, stamps, into);
            case BATCH -> plain.readBatch(body, stamps, into);
            case BINARY -> false;
        };
    }

    /** The way of everything that is not plain; plain ones go it as well, for the same result. */
    void readAny(Mode mode, MultiMap headers, Body body, Stamps stamps, Intake out) {
        try {
            switch (mode) {
                case STRUCTURED -> readOne(body, stamps, out);
                case BATCH -> readBatch(body, stamps, out);
                case BINARY -> events.readBinary(attributesOf(headers), body, stamps, out);
            }
        } catch (MalformedBodyException wrongShape) {
            throw new ProblemException(MALFORMED_REQUEST, String.valueOf(wrongShape.getMessage()));
        } catch (JsonProcessingException notJson) {
            throw new ProblemException(MALFORMED_REQUEST, "the body is not valid JSON" + place(notJson.getLocation()));
        } catch (IOException notText) {
            throw new ProblemException(MALFORMED_REQUEST, "the body is not UTF-8 text");
        }
    }

    private void readOne(Body body, Stamps stamps, Intake out) throws IOException {
        try (JsonParser json = factory.createParser(body.bytes(), 0, body.length())) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedBodyException("the body must be one event, a JSON object");
            }
            events.readStructured(json, body, 0, stamps, out);
            requireEnd(json);
        }
    }

    private void readBatch(Body body, Stamps stamps, Intake out) throws IOException {
        try (JsonParser json = factory.createParser(body.bytes(), 0, body.length())) {
            if (json.nextToken() != JsonToken.START_ARRAY) {
                throw new MalformedBodyException("the body must be a batch, a JSON array of events");
            }
            for (int index = 0; json.nextToken() != JsonToken.END_ARRAY; index++) {
                if (index == bounds.eventsMax()) {
                    throw new ProblemException(
                            TOO_MANY_EVENTS, "a batch may have at most " + bounds.eventsMax() + " events");
                }
                events.readStructured(json, body, index, stamps, out);
            }
            requireEnd(json);
        }
    }

    private static void requireEnd(JsonParser json) throws IOException {
        if (json.nextToken() != null) {
            throw new MalformedBodyException("there is more after the end of the JSON value");
        }
    }

    private static List<Map.Entry<String, String>> attributesOf(MultiMap headers) {
        List<Map.Entry<String, String>> attributes = new ArrayList<>();
        for (Map.Entry<String, String> header : headers.entries()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (name.startsWith(HEADER_PREFIX)) {
                attributes.add(Map.entry(name.substring(HEADER_PREFIX.length()), decode(header.getValue())));
            }
        }
        return attributes;
    }

    /** Undoes the percent-encoding of header values; what is not ASCII had to be encoded. */
    private static String decode(String value) {
        if (value.chars().anyMatch(c -> c > 0x7e)) {
            throw new ProblemException(MALFORMED_REQUEST, "ce- headers must be percent-encoded where not ASCII");
        }
        try {
            return value.indexOf('%') < 0
                    ? value
                    : URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException badEncoding) {
            throw new ProblemException(MALFORMED_REQUEST, "a ce- header is not percent-encoded correctly");
        }
    }

    private static String place(JsonLocation location) {
        return location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }
}
