package io.matrixplatform.ingest.metering;

import static io.matrixplatform.ingest.metering.FaultCode.BAD_TIME;
import static io.matrixplatform.ingest.metering.FaultCode.DUPLICATE_FIELD;
import static io.matrixplatform.ingest.metering.FaultCode.MISSING_FIELD;
import static io.matrixplatform.ingest.metering.FaultCode.TIME_IN_FUTURE;
import static io.matrixplatform.ingest.metering.FaultCode.UNKNOWN_FIELD;
import static io.matrixplatform.ingest.metering.FaultCode.UNKNOWN_KIND;
import static io.matrixplatform.ingest.metering.FaultCode.WRONG_UNIT;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.matrixplatform.events.metering.MetricKind;
import io.matrixplatform.events.metering.RuntimeMetric;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The data of a runtime metric, as {@code schemas/io.matrixplatform.runtime-metric.v1.json} documents it. A field that is not in
 * the schema is a fault. A field that is null counts as absent.
 */
final class RuntimeMetricReader {
    /** The CloudEvents type whose data this reads. */
    static final String TYPE = "io.matrixplatform.runtime-metric.v1";

    static final int LABEL_MAX_CHARS = SampleRules.LABEL_MAX_CHARS;
    static final int UNIT_MAX_CHARS = SampleRules.UNIT_MAX_CHARS;

    private final Faults faults;
    private final Fields fields;
    private String place = "";

    RuntimeMetricReader(Faults faults) {
        this.faults = faults;
        this.fields = new Fields(faults);
    }

    /**
     * @param json at the start of the data object; left at its end
     * @param at the object's place in the event, a JSON pointer
     */
    void read(JsonParser json, String at, RuntimeMetric metric) throws IOException {
        place = at;
        metric.setKind(MetricKind.GAUGE);
        int seen = 0;
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            if (json.nextToken() == JsonToken.VALUE_NULL) {
                continue;
            }
            int field = readField(json, name, metric);
            if (field == 0) {
                faults.add(place + Fault.step(name), UNKNOWN_FIELD, "is not a field of a runtime metric");
                json.skipChildren();
            } else if ((seen & field) != 0) {
                faults.add(place + Fault.step(name), DUPLICATE_FIELD, "stands here twice");
            }
            seen |= field;
        }
        require(seen, 1, "instance_id");
        require(seen, 1 << 1, "metric");
        require(seen, 1 << 2, "value");
        if (faults.first() == null) {
            checkCounter(metric);
            checkUnit(metric);
        }
    }

    private void require(int seen, int field, String name) {
        if ((seen & field) == 0) {
            faults.add(place + "/" + name, MISSING_FIELD, "is required");
        }
    }

    private void checkCounter(RuntimeMetric metric) {
        if (metric.getKind() != MetricKind.COUNTER) {
            return;
        }
        if (metric.getStartedAt() == null) {
            faults.add(place + "/started_at", MISSING_FIELD, "is required of a counter");
        }
        if (SampleRules.isOnlyALevel(metric.getMetric())) {
            faults.add(place + "/kind", UNKNOWN_KIND, "must be gauge: bytes are a level");
        }
    }

    private void checkUnit(RuntimeMetric metric) {
        String known = SampleRules.unitOf(metric.getMetric(), metric.getKind());
        if (metric.getUnit() == null) {
            metric.setUnit(known == null ? SampleRules.ANY_UNIT : known);
        } else if (known != null && !known.equals(metric.getUnit())) {
            faults.add(place + "/unit", WRONG_UNIT, "must be " + known);
        }
    }

    /** A time of start is not after the sample. */
    void checkTimes(@Nullable Instant startedAt, long occurredAtMicros) {
        if (startedAt != null && micros(startedAt) > occurredAtMicros) {
            faults.add(place + "/started_at", TIME_IN_FUTURE, "is after the sample");
        }
    }

    /** @return the field's bit, 0 if there is no such field */
    private int readField(JsonParser json, String name, RuntimeMetric metric) throws IOException {
        switch (name) {
            case "instance_id" -> {
                metric.setInstanceId(fields.text(json, place, name, LABEL_MAX_CHARS));
                return 1;
            }
            case "metric" -> {
                metric.setMetric(fields.text(json, place, name, LABEL_MAX_CHARS));
                return 1 << 1;
            }
            case "value" -> {
                metric.setQuantity(fields.quantity(json, place, name));
                return 1 << 2;
            }
            case "kind" -> {
                metric.setKind(kind(json, name));
                return 1 << 3;
            }
            case "started_at" -> {
                metric.setStartedAt(time(json, name));
                return 1 << 4;
            }
            case "unit" -> {
                metric.setUnit(fields.text(json, place, name, UNIT_MAX_CHARS));
                return 1 << 5;
            }
            case "app_id" -> {
                metric.setAppId(fields.text(json, place, name, LABEL_MAX_CHARS));
                return 1 << 6;
            }
            case "model" -> {
                metric.setModel(fields.text(json, place, name, LABEL_MAX_CHARS));
                return 1 << 7;
            }
            case "region" -> {
                metric.setRegion(fields.text(json, place, name, LABEL_MAX_CHARS));
                return 1 << 8;
            }
            default -> {
                return 0;
            }
        }
    }

    private MetricKind kind(JsonParser json, String name) throws IOException {
        String text = fields.text(json, place, name, LABEL_MAX_CHARS);
        if (text != null && !text.equals("gauge") && !text.equals("counter")) {
            faults.add(place + "/" + name, UNKNOWN_KIND, "must be gauge or counter");
        }
        return "counter".equals(text) ? MetricKind.COUNTER : MetricKind.GAUGE;
    }

    private @Nullable Instant time(JsonParser json, String name) throws IOException {
        String text = fields.text(json, place, name, LABEL_MAX_CHARS);
        if (text == null) {
            return null;
        }
        long micros = EventTime.parseMicros(text);
        if (micros == EventTime.INVALID || micros <= 0) {
            faults.add(place + "/" + name, BAD_TIME, "must be an RFC 3339 time with an offset, after 1970");
            return null;
        }
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }
}
