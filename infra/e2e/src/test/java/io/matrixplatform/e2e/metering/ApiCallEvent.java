package io.matrixplatform.e2e.metering;

import java.time.Instant;
import java.util.List;

/** One API call as a client reports it. */
record ApiCallEvent(String id, String source, Instant time, long inputTokens, long outputTokens) {
    String toJson() {
        return """
                {"specversion":"1.0","type":"io.matrixplatform.api-call.v1","id":"%s","source":"%s","time":"%s",
                 "data":{"model":"gpt-4o","route":"/v1/chat/completions","status":200,"latency_ms":412,
                         "input_tokens":%d,"output_tokens":%d}}""".formatted(id, source, time, inputTokens, outputTokens);
    }

    ApiCallEvent withTokens(long input, long output) {
        return new ApiCallEvent(id, source, time, input, output);
    }

    static String batch(List<ApiCallEvent> events) {
        return "[" + String.join(",", events.stream().map(ApiCallEvent::toJson).toList()) + "]";
    }
}
