package io.matrixplatform.tracing.testing;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A span as it came.
 *
 * @param service {@code service.name}
 * @param parent empty for a root
 * @param kind as in {@code SPAN_KIND_SERVER}
 * @param attributes their values as text
 */
public record CollectedSpan(
        String service,
        String traceId,
        String id,
        String parent,
        String name,
        String kind,
        boolean isError,
        Instant start,
        Instant end,
        Map<String, String> attributes) {
    static CollectedSpan of(String service, Span span) {
        return new CollectedSpan(
                service,
                hex(span.getTraceId()),
                hex(span.getSpanId()),
                hex(span.getParentSpanId()),
                span.getName(),
                span.getKind().name(),
                span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR,
                Instant.EPOCH.plus(span.getStartTimeUnixNano(), ChronoUnit.NANOS),
                Instant.EPOCH.plus(span.getEndTimeUnixNano(), ChronoUnit.NANOS),
                texts(span.getAttributesList()));
    }

    public Duration length() {
        return Duration.between(start, end);
    }

    static Map<String, String> texts(List<KeyValue> attributes) {
        return attributes.stream().collect(Collectors.toMap(KeyValue::getKey, each -> text(each.getValue())));
    }

    private static String text(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case INT_VALUE -> Long.toString(value.getIntValue());
            case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
            default -> value.toString();
        };
    }

    private static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }
}
