package io.matrixplatform.ingest.metering;

import static io.matrixplatform.ingest.metering.FaultCode.DUPLICATE_FIELD;
import static io.matrixplatform.ingest.metering.FaultCode.INCONSISTENT_TOKENS;
import static io.matrixplatform.ingest.metering.FaultCode.MISSING_FIELD;
import static io.matrixplatform.ingest.metering.FaultCode.UNKNOWN_FIELD;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.matrixplatform.events.metering.ApiCall;
import java.io.IOException;

/**
 * The data of an API call, as {@code schemas/io.matrixplatform.api-call.v1.json} documents it. A field that is not in the
 * schema is a fault: what we would not keep is not silently lost. A field that is null counts as absent.
 */
final class ApiCallReader {
    /** The CloudEvents type whose data this reads. */
    static final String TYPE = "io.matrixplatform.api-call.v1";

    static final int LABEL_MAX_CHARS = 128;
    static final int ROUTE_MAX_CHARS = 256;
    static final int STATUS_MIN = 100;
    static final int STATUS_MAX = 599;
    static final long MILLIS_MAX = 7L * 24 * 60 * 60 * 1000;
    static final long TOKENS_MAX = 1_000_000_000_000L;
    static final long FRAME_MAX = 1_000_000_000L;

    private static final int REQUEST = 1 << 12;
    private static final int FRAME = 1 << 13;
    private static final int FINAL = 1 << 14;

    private final Faults faults;
    private final Fields fields;
    private String place = "";

    ApiCallReader(Faults faults) {
        this.faults = faults;
        this.fields = new Fields(faults);
    }

    /**
     * @param json at the start of the data object; left at its end
     * @param at the object's place in the event, a JSON pointer
     */
    void read(JsonParser json, String at, ApiCall call) throws IOException {
        place = at;
        int seen = 0;
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            if (json.nextToken() == JsonToken.VALUE_NULL) {
                continue;
            }
            int field = readField(json, name, call);
            if (field == 0) {
                faults.add(place + Fault.step(name), UNKNOWN_FIELD, "is not a field of an API call");
                json.skipChildren();
            } else if ((seen & field) != 0) {
                faults.add(place + Fault.step(name), DUPLICATE_FIELD, "stands here twice");
            }
            seen |= field;
        }
        require(seen, 1, "model");
        require(seen, 1 << 1, "route");
        require(seen, 1 << 2, "status");
        require(seen, 1 << 3, "latency_ms");
        readAsFrame(seen, call);
        if (call.getCachedInputTokens() > call.getInputTokens()) {
            faults.add(place + "/cached_input_tokens", INCONSISTENT_TOKENS, "is a part of input_tokens, and larger");
        }
        if (call.getReasoningOutputTokens() > call.getOutputTokens()) {
            faults.add(
                    place + "/reasoning_output_tokens", INCONSISTENT_TOKENS, "is a part of output_tokens, and larger");
        }
    }

    /** Which of a request's frames it is; what only a later one will settle is an estimate. */
    private void readAsFrame(int seen, ApiCall call) {
        boolean isNumbered = (seen & FRAME) != 0;
        if ((seen & REQUEST) == 0) {
            if (isNumbered || (seen & FINAL) != 0) {
                faults.add(place + "/request_id", MISSING_FIELD, "is required of a frame");
            }
            return;
        }
        require(seen, FRAME, "frame");
        if (!call.getFinalFrame()) {
            call.setEstimated(true);
        }
    }

    private void require(int seen, int field, String name) {
        if ((seen & field) == 0) {
            faults.add(place + "/" + name, MISSING_FIELD, "is required");
        }
    }

    /** @return the field's bit, 0 if there is no such field */
    private int readField(JsonParser json, String name, ApiCall call) throws IOException {
        switch (name) {
            case "model" -> {
                call.setModel(fields.text(json, place, name, LABEL_MAX_CHARS));
                return 1;
            }
            case "route" -> {
                call.setRoute(fields.text(json, place, name, ROUTE_MAX_CHARS));
                return 1 << 1;
            }
            case "status" -> {
                call.setStatus((int) fields.integer(json, place, name, STATUS_MIN, STATUS_MAX));
                return 1 << 2;
            }
            case "latency_ms" -> {
                call.setLatencyMs(fields.integer(json, place, name, 0, MILLIS_MAX));
                return 1 << 3;
            }
            case "time_to_first_token_ms" -> {
                call.setTimeToFirstTokenMs(fields.integer(json, place, name, 0, MILLIS_MAX));
                return 1 << 4;
            }
            case "input_tokens" -> {
                call.setInputTokens(tokens(json, name));
                return 1 << 5;
            }
            case "output_tokens" -> {
                call.setOutputTokens(tokens(json, name));
                return 1 << 6;
            }
            case "cached_input_tokens" -> {
                call.setCachedInputTokens(tokens(json, name));
                return 1 << 7;
            }
            case "reasoning_output_tokens" -> {
                call.setReasoningOutputTokens(tokens(json, name));
                return 1 << 8;
            }
            case "estimated" -> {
                call.setEstimated(fields.bool(json, place, name));
                return 1 << 9;
            }
            case "app_id" -> {
                call.setAppId(fields.text(json, place, name, LABEL_MAX_CHARS));
                return 1 << 10;
            }
            case "partner_id" -> {
                call.setPartnerId(fields.text(json, place, name, LABEL_MAX_CHARS));
                return 1 << 11;
            }
            case "request_id" -> {
                call.setRequestId(fields.text(json, place, name, LABEL_MAX_CHARS));
                return REQUEST;
            }
            case "frame" -> {
                call.setFrame(fields.integer(json, place, name, 0, FRAME_MAX));
                return FRAME;
            }
            case "final" -> {
                call.setFinalFrame(fields.bool(json, place, name));
                return FINAL;
            }
            default -> {
                return 0;
            }
        }
    }

    private long tokens(JsonParser json, String name) throws IOException {
        return fields.integer(json, place, name, 0, TOKENS_MAX);
    }
}
