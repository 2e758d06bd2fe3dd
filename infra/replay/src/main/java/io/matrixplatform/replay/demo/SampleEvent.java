package io.matrixplatform.replay.demo;

import java.time.Duration;
import java.util.Map;

/**
 * A made-up event.
 *
 * @param subject who inside the tenant caused it
 * @param occurred when, counted from the start of the demo; before it for late ones
 * @param data of the CloudEvent, a {@code Duration} for a time that is counted from the start of the demo, with fields that are wrong on purpose when {@code bad}
 * @param bad whether the edge has to reject it
 */
record SampleEvent(String id, String type, String subject, Duration occurred, Map<String, Object> data, boolean bad) {
    static final String API_CALL = "io.matrixplatform.api-call.v1";
    static final String RUNTIME_METRIC = "io.matrixplatform.runtime-metric.v1";
    static final String DOCUMENT = "com.example.document.v1";

    SampleEvent {
        data = Map.copyOf(data);
    }

    boolean isApiCall() {
        return type.equals(API_CALL);
    }
}
