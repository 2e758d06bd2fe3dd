package io.matrixplatform.ingest.metering;

import static io.matrixplatform.events.metering.CorrectionKind.AMEND;
import static io.matrixplatform.ingest.metering.FaultCode.DUPLICATE_FIELD;
import static io.matrixplatform.ingest.metering.FaultCode.MISSING_FIELD;
import static io.matrixplatform.ingest.metering.FaultCode.MODEL_NOT_ALLOWED;
import static io.matrixplatform.ingest.metering.FaultCode.UNKNOWN_CORRECTION;
import static io.matrixplatform.ingest.metering.FaultCode.UNKNOWN_FIELD;
import static io.matrixplatform.ingest.metering.FaultCode.WRONG_KIND;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.matrixplatform.events.metering.AmendedCall;
import io.matrixplatform.events.metering.AmendedUsage;
import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.events.metering.CorrectionKind;
import io.matrixplatform.events.metering.RuntimeMetric;
import io.matrixplatform.events.metering.UsageEvent;
import io.matrixplatform.ingest.access.KnownKey;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the data of the event being read: that of a fact, of a cancellation, which repeats the fact's, or of an amendment,
 * which has {@code original} and {@code amended} beside each other.
 */
final class DataReader {
    private static final String DATA = "/data";

    private final Faults faults = new Faults();
    private final ApiCallReader apiCalls = new ApiCallReader(faults);
    private final RuntimeMetricReader runtimeMetrics = new RuntimeMetricReader(faults);
    private final UsageDataReader usageData;

    private boolean wasRead;
    private @Nullable CorrectionKind readAs;
    private @Nullable ApiCall call;
    private @Nullable UsageEvent usage;
    private @Nullable RuntimeMetric metric;

    DataReader(EventBounds bounds) {
        this.usageData = new UsageDataReader(faults, bounds);
    }

    void clear() {
        faults.clear();
        wasRead = false;
        readAs = null;
        call = null;
        usage = null;
        metric = null;
    }

    /** Whether it was read, and as what the event has turned out to be. */
    boolean wasReadAs(Attributes attributes) {
        return wasRead && (readAs == AMEND) == (attributes.correction() == AMEND);
    }

    /** @param json at the first token of the data; left at the last */
    void read(JsonParser json, Attributes attributes) throws IOException {
        clear();
        wasRead = true;
        readAs = attributes.correction();
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            faults.add(DATA, WRONG_KIND, "must be an object");
        } else if (ApiCallReader.TYPE.equals(attributes.type())) {
            call = readAs == AMEND ? new AmendedCallReader().read(json) : readCall(json, DATA);
        } else if (RuntimeMetricReader.TYPE.equals(attributes.type())) {
            metric = new RuntimeMetric();
            runtimeMetrics.read(json, DATA, metric);
        } else {
            usage = readAs == AMEND ? new AmendedUsageReader().read(json) : readUsage(json, DATA);
        }
    }

    @Nullable Fault fault() {
        return faults.first();
    }

    /** Null unless it is an API call. */
    @Nullable ApiCall call() {
        return call;
    }

    /** Null unless it is a runtime metric. */
    @Nullable RuntimeMetric metric() {
        return metric;
    }

    /** Of anything else. */
    UsageEvent usage() {
        return usage == null ? withoutData() : usage;
    }

    /** Notes what the event may not say, and says in it whether it corrects another. */
    void check(Attributes attributes, KnownKey key) {
        if (call != null && faults.first() == null) {
            AmendedCall amended = call.getAmended();
            if (!key.mayUse(call.getModel())) {
                faults.add(modelOf("/original"), MODEL_NOT_ALLOWED, "is not one that the API key may be used for");
            } else if (amended != null && !key.mayUse(amended.getModel())) {
                faults.add(modelOf("/amended"), MODEL_NOT_ALLOWED, "is not one that the API key may be used for");
            }
            call.setCorrection(attributes.correction());
            if (attributes.correction() != null && call.getRequestId() != null && !call.getFinalFrame()) {
                faults.add(
                        DATA + (readAs == AMEND ? "/original" : "") + "/final",
                        MISSING_FIELD,
                        "only a final frame is corrected");
            }
        }
        if (metric != null) {
            check(metric, attributes, key);
            return;
        }
        if (usage != null) {
            usage.setCorrection(attributes.correction());
        } else if (call == null && attributes.correction() != null) {
            usage = withoutData();
            usage.setCorrection(attributes.correction());
        }
    }

    private void check(RuntimeMetric sample, Attributes attributes, KnownKey key) {
        if (attributes.correction() != null) {
            faults.add(Attribute.CORRECTION.pointer(), UNKNOWN_CORRECTION, "samples are not corrected");
        }
        if (sample.getModel() != null && !key.mayUse(sample.getModel())) {
            faults.add(DATA + "/model", MODEL_NOT_ALLOWED, "is not one that the API key may be used for");
        }
        if (attributes.occurredAtMicros() != EventTime.INVALID) {
            runtimeMetrics.checkTimes(sample.getStartedAt(), attributes.occurredAtMicros());
        }
    }

    private String modelOf(String part) {
        return DATA + (readAs == AMEND ? part : "") + "/model";
    }

    private ApiCall readCall(JsonParser json, String place) throws IOException {
        ApiCall read = new ApiCall();
        apiCalls.read(json, place, read);
        return read;
    }

    private UsageEvent readUsage(JsonParser json, String place) throws IOException {
        UsageEvent read = new UsageEvent();
        usageData.read(json, place, read);
        return read;
    }

    private static UsageEvent withoutData() {
        UsageEvent event = new UsageEvent();
        event.setMeasures(List.of());
        event.setDimensions(List.of());
        return event;
    }

    /** The two parts of the data of an amendment. */
    private abstract class AmendmentReader<T> {
        private @Nullable T original;
        private @Nullable T amended;

        /** @return something, also when there are faults */
        T read(JsonParser json) throws IOException {
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                boolean isOriginal = name.equals("original");
                if (json.nextToken() == JsonToken.VALUE_NULL) {
                    continue;
                }
                String place = DATA + Fault.step(name);
                if (!isOriginal && !name.equals("amended")) {
                    faults.add(place, UNKNOWN_FIELD, "an amendment has original and amended");
                    json.skipChildren();
                } else if (json.currentToken() != JsonToken.START_OBJECT) {
                    faults.add(place, WRONG_KIND, "must be an object");
                    json.skipChildren();
                } else if ((isOriginal ? original : amended) != null) {
                    faults.add(place, DUPLICATE_FIELD, "stands here twice");
                    json.skipChildren();
                } else if (isOriginal) {
                    original = readPart(json, place);
                } else {
                    amended = readPart(json, place);
                }
            }
            return joined();
        }

        private T joined() {
            if (original == null || amended == null) {
                faults.add(DATA + (original == null ? "/original" : "/amended"), MISSING_FIELD, "is required");
                T either = original == null ? amended : original;
                return either == null ? none() : either;
            }
            if (faults.first() == null) {
                amend(original, amended);
            }
            return original;
        }

        abstract T none();

        abstract T readPart(JsonParser json, String place) throws IOException;

        abstract void amend(T original, T amended);
    }

    private final class AmendedCallReader extends AmendmentReader<ApiCall> {
        @Override
        ApiCall none() {
            return new ApiCall();
        }

        @Override
        ApiCall readPart(JsonParser json, String place) throws IOException {
            return readCall(json, place);
        }

        @Override
        void amend(ApiCall original, ApiCall amended) {
            original.setAmended(new AmendedCall(
                    amended.getModel(),
                    amended.getRoute(),
                    amended.getStatus(),
                    amended.getLatencyMs(),
                    amended.getTimeToFirstTokenMs(),
                    amended.getInputTokens(),
                    amended.getOutputTokens(),
                    amended.getCachedInputTokens(),
                    amended.getReasoningOutputTokens(),
                    amended.getEstimated(),
                    amended.getAppId(),
                    amended.getPartnerId()));
        }
    }

    private final class AmendedUsageReader extends AmendmentReader<UsageEvent> {
        @Override
        UsageEvent none() {
            return withoutData();
        }

        @Override
        UsageEvent readPart(JsonParser json, String place) throws IOException {
            return readUsage(json, place);
        }

        @Override
        void amend(UsageEvent original, UsageEvent amended) {
            original.setAmended(new AmendedUsage(amended.getMeasures(), amended.getDimensions()));
        }
    }
}
