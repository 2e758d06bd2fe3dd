package io.matrixplatform.replay.certificates;

import io.matrixplatform.model.metering.measures.Fields;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a record of the log says, looked at as its schema does: a row of named fields.
 *
 * @param millis the timestamp that the log has of it
 * @param amended what it is about in the place of the record's own data; null for those
 * @param keyId the key that it counts for in the place of the record's own; null for that
 */
record Saying(
        IndexedRecord record,
        long offset,
        long millis,
        @Nullable IndexedRecord amended,
        @Nullable String keyId) implements Fields {
    private static final String API_CALL = "ApiCall";
    private static final List<String> STAMPS =
            List.of("recorded_at", "key_id", "subscription_id", "correction", "amended", "event_id");
    private static final String LISTED_NUMBERS = "measures";
    private static final String LISTED_TEXTS = "dimensions";

    Saying(IndexedRecord record, long offset, long millis) {
        this(record, offset, millis, null, null);
    }

    String tenant() {
        return string("tenant_id");
    }

    String type() {
        return switch (record.getSchema().getName()) {
            case API_CALL -> "io.matrixplatform.api-call.v1";
            case "RuntimeMetric" -> "io.matrixplatform.runtime-metric.v1";
            default -> string("type");
        };
    }

    /** Of frames, the request's; in words, so that nothing depends on a hash. */
    List<String> identity() {
        return isFrame()
                ? List.of(tenant(), string("source"), "request", string("request_id"))
                : List.of(tenant(), string("source"), "event", string("event_id"));
    }

    Instant occurredAt() {
        return (Instant) Objects.requireNonNull(field("occurred_at"));
    }

    Instant recordedAt() {
        return (Instant) Objects.requireNonNull(field("recorded_at"));
    }

    boolean isApiCall() {
        return record.getSchema().getName().equals(API_CALL);
    }

    boolean isFrame() {
        return isApiCall() && field("request_id") != null;
    }

    boolean isOpenFrame() {
        return isFrame() && !isFinal();
    }

    boolean isFinal() {
        return Boolean.TRUE.equals(field("final_frame"));
    }

    long frame() {
        return (Long) Objects.requireNonNull(field("frame"));
    }

    /** Null for a fact. */
    @Nullable String correction() {
        Object kind = field("correction");
        return kind == null ? null : kind.toString();
    }

    /** What an amendment says, said by itself. */
    Saying instead() {
        IndexedRecord said = (IndexedRecord) Objects.requireNonNull(field("amended"));
        return new Saying(record, offset, millis, said, keyId);
    }

    /** The same for the key that the original came with. */
    Saying stampedAs(Saying original) {
        return new Saying(record, offset, millis, amended, original.string("key_id"));
    }

    boolean isUsable() {
        boolean isNamed = !string("source").isEmpty() && !string("event_id").isEmpty() && !type().isEmpty();
        long seconds = ChronoUnit.SECONDS.between(occurredAt(), recordedAt());
        return isNamed && seconds <= 36 * 86_400L && seconds >= -86_400L;
    }

    /** Whether time and data are the same, whoever sent it when; of an amendment, of what it repeats. */
    boolean repeats(Saying other) {
        for (Schema.Field field : record.getSchema().getFields()) {
            boolean isData = !STAMPS.contains(field.name());
            if (isData && !Objects.equals(data(field.name()), other.data(field.name()))) {
                return false;
            }
        }
        return true;
    }

    /** Whether both correct the same to the same. */
    boolean correctsLike(Saying other) {
        return repeats(other)
                && Objects.equals(field("correction"), other.field("correction"))
                && Objects.equals(field("amended"), other.field("amended"));
    }

    long whole(String name) {
        BigDecimal number = number(name);
        return number == null ? 0 : number.longValueExact();
    }

    @Override
    public @Nullable BigDecimal number(String name) {
        if (listed(LISTED_NUMBERS) instanceof List<?> measures) {
            return (BigDecimal) entry(measures, name, "quantity");
        }
        Object value = data(name);
        if (value instanceof Instant instant) {
            return name.equals("started_at")
                    ? BigDecimal.valueOf(ChronoUnit.MICROS.between(Instant.EPOCH, instant))
                    : null;
        }
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        return value instanceof Long whole && !name.equals("frame") ? BigDecimal.valueOf(whole) : null;
    }

    @Override
    public String dimension(String name) {
        if (name.equals("source") || name.equals("subject") || listed(LISTED_TEXTS) == null) {
            Object value = data(name);
            if (value instanceof CharSequence || value instanceof Integer || value instanceof Boolean) {
                return value.toString();
            }
            return value != null && name.equals("kind") ? value.toString().toLowerCase(Locale.ROOT) : "";
        }
        Object value = entry((List<?>) Objects.requireNonNull(listed(LISTED_TEXTS)), name, "value");
        return value == null ? "" : value.toString();
    }

    private @Nullable Object listed(String name) {
        return data(name);
    }

    private static @Nullable Object entry(List<?> entries, String name, String what) {
        for (Object each : entries) {
            IndexedRecord entry = (IndexedRecord) each;
            if (name.equals(
                    String.valueOf(entry.get(entry.getSchema().getField("name").pos())))) {
                return entry.get(entry.getSchema().getField(what).pos());
            }
        }
        return null;
    }

    private @Nullable Object data(String name) {
        if (keyId != null && name.equals("key_id")) {
            return keyId;
        }
        IndexedRecord instead = amended;
        Schema.Field amendedField = instead == null ? null : instead.getSchema().getField(name);
        return instead != null && amendedField != null ? instead.get(amendedField.pos()) : field(name);
    }

    private String string(String name) {
        Object value = field(name);
        return value == null ? "" : value.toString();
    }

    private @Nullable Object field(String name) {
        Schema.Field field = record.getSchema().getField(name);
        return field == null ? null : record.get(field.pos());
    }
}
