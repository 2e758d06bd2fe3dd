package io.matrixplatform.e2e.metering;

import java.time.Instant;
import java.util.List;

/** One API call as a client reports it. */
record ApiCallEvent(String id, String source, Instant time, long inputTokens, long outputTokens) {
    String toJson() {
        return json(id, source, time, "", data(inputTokens, outputTokens));
    }

    ApiCallEvent withTokens(long input, long output) {
        return new ApiCallEvent(id, source, time, input, output);
    }

    static List<String> texts(ApiCallEvent... events) {
        return List.of(events).stream().map(ApiCallEvent::toJson).toList();
    }

    /**
     * A call, or what is said of one.
     *
     * @param more attributes, each with a comma behind it
     */
    static String json(String id, String source, Instant time, String more, String data) {
        return """
                {"specversion":"1.0","type":"io.matrixplatform.api-call.v1","id":"%s","source":"%s","time":"%s",%s
                 "data":%s}""".formatted(id, source, time, more, data);
    }

    static String data(long input, long output) {
        return data(input, output, "");
    }

    /** @param more members, each with a comma before it */
    static String data(long input, long output, String more) {
        return """
                {"model":"gpt-4o","route":"/v1/chat/completions","status":200,"latency_ms":412,"input_tokens":%d,\
                "output_tokens":%d%s}""".formatted(input, output, more);
    }
}
