package io.matrixplatform.e2e.metering;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** A sample as it is sent, and what samples come to when every second is asked for by itself. */
record InstanceSample(
        String id, String instance, String metric, boolean counter, Instant time, Instant startedAt, BigDecimal value) {
    private static final int DIGITS = 25;

    String toEvent() {
        return """
                {"specversion":"1.0","type":"io.matrixplatform.runtime-metric.v1","id":"%s","source":"/e2e/agent","time":"%s",
                 "data":{"instance_id":"%s","metric":"%s","kind":"%s","started_at":"%s","value":%s,"region":"eu"}}""".formatted(
                        id, time, instance, metric, counter ? "counter" : "gauge", startedAt, value.toPlainString());
    }

    /** In level × hours, of one metric. */
    static BigDecimal hours(List<InstanceSample> all, String metric, Duration gapMax) {
        BigDecimal levelSeconds = BigDecimal.ZERO;
        for (String instance :
                all.stream().map(InstanceSample::instance).distinct().toList()) {
            List<InstanceSample> own = all.stream()
                    .filter(each -> each.instance.equals(instance) && each.metric.equals(metric))
                    .sorted(Comparator.comparing(InstanceSample::time))
                    .toList();
            if (own.isEmpty()) {
                continue;
            }
            Instant end = own.get(own.size() - 1).time.plus(gapMax);
            for (Instant second = own.get(0).time; second.isBefore(end); second = second.plusSeconds(1)) {
                levelSeconds = levelSeconds.add(levelAt(second, own, gapMax));
            }
        }
        return levelSeconds.divide(BigDecimal.valueOf(3_600), DIGITS, RoundingMode.HALF_UP);
    }

    private static BigDecimal levelAt(Instant second, List<InstanceSample> own, Duration gapMax) {
        InstanceSample before = own.get(0);
        InstanceSample after = null;
        for (InstanceSample sample : own) {
            if (!sample.time.isAfter(second)) {
                before = sample;
            } else if (after == null) {
                after = sample;
            }
        }
        boolean isNewLife = after != null && !after.startedAt.equals(before.startedAt);
        if (!before.counter) {
            boolean isOver = after != null && isNewLife && !second.isBefore(after.startedAt);
            return isOver || !second.isBefore(before.time.plus(gapMax)) ? BigDecimal.ZERO : before.value;
        }
        if (after == null || isNewLife || after.value.compareTo(before.value) < 0) {
            return BigDecimal.ZERO;
        }
        Duration between = Duration.between(before.time, after.time);
        return between.compareTo(gapMax) > 0
                ? BigDecimal.ZERO
                : after.value
                        .subtract(before.value)
                        .divide(BigDecimal.valueOf(between.toSeconds()), DIGITS, RoundingMode.HALF_UP);
    }
}
