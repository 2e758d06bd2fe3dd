package io.matrixplatform.api.metering.recount;

import io.matrixplatform.api.metering.recount.RawFact.Stamps;
import io.matrixplatform.events.metering.RuntimeMetric;
import io.matrixplatform.model.metering.measures.RuntimeMetrics;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** Samples of instances as the raw log has them. */
public final class RawSample {
    private RawSample() {}

    public static RawFact of(RuntimeMetric metric) {
        return new RawFact(
                metric.getTenantId(),
                metric.getSource(),
                metric.getEventId(),
                metric.getOccurredAt(),
                metric.getRecordedAt(),
                RuntimeMetrics.TYPE,
                name -> measure(metric, name),
                name -> dimension(metric, name),
                payloadOf(metric),
                new Stamps(metric.getSubscriptionId(), metric.getKeyId()),
                null,
                null);
    }

    private static String payloadOf(RuntimeMetric metric) {
        return RuntimeMetric.newBuilder(metric)
                .setRecordedAt(Instant.EPOCH)
                .setKeyId("")
                .setSubscriptionId(null)
                .build()
                .toString();
    }

    private static Optional<BigDecimal> measure(RuntimeMetric metric, String name) {
        Instant startedAt = metric.getStartedAt();
        return switch (name) {
            case "quantity" -> Optional.of(metric.getQuantity());
            case "started_at" ->
                Optional.ofNullable(startedAt)
                        .map(start -> BigDecimal.valueOf(ChronoUnit.MICROS.between(Instant.EPOCH, start)));
            default -> Optional.empty();
        };
    }

    private static String dimension(RuntimeMetric metric, String name) {
        String value = switch (name) {
            case "source" -> metric.getSource();
            case "instance_id" -> metric.getInstanceId();
            case "metric" -> metric.getMetric();
            case "unit" -> metric.getUnit();
            case "kind" -> metric.getKind().name().toLowerCase(Locale.ROOT);
            case "app_id" -> metric.getAppId();
            case "model" -> metric.getModel();
            case "region" -> metric.getRegion();
            case "key_id" -> metric.getKeyId();
            default -> "";
        };
        return value == null ? "" : value;
    }
}
