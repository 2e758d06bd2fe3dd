package io.matrixplatform.api.catalog.meters;

import java.util.Set;

/** The event type of API calls and the fields of one that a meter can name. */
public final class ApiCallFields {
    public static final String EVENT_TYPE = "io.matrixplatform.api-call.v1";

    static final Set<String> MEASURES = Set.of(
            "input_tokens",
            "output_tokens",
            "cached_input_tokens",
            "reasoning_output_tokens",
            "latency_ms",
            "time_to_first_token_ms");
    static final Set<String> DIMENSIONS =
            Set.of("model", "route", "status", "key_id", "subject", "source", "app_id", "partner_id", "estimated");

    private ApiCallFields() {}
}
