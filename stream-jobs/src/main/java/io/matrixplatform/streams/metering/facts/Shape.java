package io.matrixplatform.streams.metering.facts;

import io.matrixplatform.model.metering.measures.RuntimeMetrics;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The names of what a fact carries. API calls and runtime metrics have one of a few fixed shapes, so that their names need
 * not travel with them; a usage event brings its own.
 */
public record Shape(List<String> dimensions, List<String> measures) {
    private static final List<String> CALL_DIMENSIONS =
            List.of("source", "subject", "model", "route", "status", "key_id", "app_id", "partner_id", "estimated");

    public static final Shape API_CALL = new Shape(
            CALL_DIMENSIONS,
            List.of(
                    "input_tokens",
                    "output_tokens",
                    "cached_input_tokens",
                    "reasoning_output_tokens",
                    "latency_ms",
                    "time_to_first_token_ms"));
    /** An API call whose answer was not streamed: it has no time to first token. */
    public static final Shape UNSTREAMED_API_CALL =
            new Shape(CALL_DIMENSIONS, API_CALL.measures().subList(0, 5));

    /** Frames of a call: with all of the fields of one, and which frame of which request it is. */
    static final Shape FRAMED_API_CALL = framed(API_CALL);

    static final Shape UNSTREAMED_FRAMED_API_CALL = framed(UNSTREAMED_API_CALL);

    public static final Shape RUNTIME_METRIC = new Shape(RuntimeMetrics.DIMENSIONS, RuntimeMetrics.MEASURES);
    /** A runtime metric that does not say when its instance started. */
    public static final Shape UNSTARTED_RUNTIME_METRIC =
            new Shape(RuntimeMetrics.DIMENSIONS, RuntimeMetrics.MEASURES.subList(0, 1));

    /** Ordinals of these are on the wire between operators. */
    private static final List<Shape> FIXED = List.of(
            API_CALL,
            UNSTREAMED_API_CALL,
            UNSTARTED_RUNTIME_METRIC,
            RUNTIME_METRIC,
            FRAMED_API_CALL,
            UNSTREAMED_FRAMED_API_CALL);

    public Shape {
        dimensions = List.copyOf(dimensions);
        measures = List.copyOf(measures);
    }

    static Shape ofCall(boolean isStreamed, boolean isFrame) {
        if (isFrame) {
            return isStreamed ? FRAMED_API_CALL : UNSTREAMED_FRAMED_API_CALL;
        }
        return isStreamed ? API_CALL : UNSTREAMED_API_CALL;
    }

    private static Shape framed(Shape call) {
        return new Shape(with(call.dimensions, "request_id", "final"), with(call.measures, "frame"));
    }

    private static List<String> with(List<String> names, String... more) {
        return Stream.concat(names.stream(), Stream.of(more)).toList();
    }

    /** Its number among the fixed shapes, or -1. */
    @SuppressWarnings("ReferenceEquality") // a usage event may name the same fields and still brings them along
    int fixedNumber() {
        for (int i = 0; i < FIXED.size(); i++) {
            if (FIXED.get(i) == this) {
                return i;
            }
        }
        return -1;
    }

    static @Nullable Shape fixed(int number) {
        return number < 0 ? null : FIXED.get(number);
    }
}
