package io.matrixplatform.replay.offline;

import static java.util.Comparator.comparing;

import io.matrixplatform.model.metering.Identity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;

/** The aggregations beside COUNT and SUM, each as a meter over API calls and as a few lines over the list of them. */
public enum Aggregate {
    MIN("output_tokens"),
    MAX("input_tokens"),
    AVERAGE("output_tokens"),
    LATEST("input_tokens"),
    UNIQUE_COUNT("output_tokens"),
    PERCENTILE("latency_ms"),
    TIME_WEIGHTED_SUM("output_tokens");

    private static final int PERCENT = 95;
    private static final int SCALE = 18;
    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3_600);

    private final String field;

    Aggregate(String field) {
        this.field = field;
    }

    public String meter() {
        return "replay." + name().toLowerCase(Locale.ROOT);
    }

    /** As {@code POST /v1/meters} takes it. */
    public Map<String, Object> definition() {
        Map<String, Object> definition = new TreeMap<>(Map.of(
                "key",
                meter(),
                "event_type",
                "io.matrixplatform.api-call.v1",
                "aggregation",
                name(),
                "value_field",
                field,
                "unit",
                "1"));
        if (this == PERCENTILE) {
            definition.put("percentile", PERCENT);
        }
        return definition;
    }

    /** @param until to when a level holds */
    BigDecimal of(List<OfflineCall> calls, Instant until) {
        if (calls.isEmpty()) {
            return BigDecimal.ZERO;
        }
        return switch (this) {
            case MIN -> BigDecimal.valueOf(values(calls).min().orElseThrow());
            case MAX -> BigDecimal.valueOf(values(calls).max().orElseThrow());
            case AVERAGE ->
                BigDecimal.valueOf(values(calls).sum())
                        .divide(BigDecimal.valueOf(calls.size()), SCALE, RoundingMode.HALF_UP);
            case LATEST -> BigDecimal.valueOf(value().applyAsLong(byTime(calls).get(calls.size() - 1)));
            case UNIQUE_COUNT -> BigDecimal.valueOf(values(calls).distinct().count());
            case PERCENTILE -> {
                long[] sorted = values(calls).sorted().toArray();
                int rank = (int) Math.ceil(PERCENT / 100.0 * sorted.length);
                yield BigDecimal.valueOf(sorted[Math.max(1, rank) - 1]);
            }
            case TIME_WEIGHTED_SUM -> level(byTime(calls), until);
        };
    }

    private BigDecimal level(List<OfflineCall> calls, Instant until) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < calls.size(); i++) {
            long from = calls.get(i).time().getEpochSecond();
            long to = i + 1 < calls.size() ? calls.get(i + 1).time().getEpochSecond() : until.getEpochSecond();
            sum = sum.add(
                    BigDecimal.valueOf(value().applyAsLong(calls.get(i))).multiply(BigDecimal.valueOf(to - from)));
        }
        return sum.divide(SECONDS_PER_HOUR, SCALE, RoundingMode.HALF_UP);
    }

    private LongStream values(List<OfflineCall> calls) {
        return calls.stream().mapToLong(value());
    }

    private ToLongFunction<OfflineCall> value() {
        return switch (field) {
            case "input_tokens" -> OfflineCall::input;
            case "output_tokens" -> OfflineCall::output;
            default -> OfflineCall::latency;
        };
    }

    private static List<OfflineCall> byTime(List<OfflineCall> calls) {
        return calls.stream()
                .sorted(comparing(OfflineCall::time).thenComparing(Aggregate::identity))
                .toList();
    }

    private static String identity(OfflineCall call) {
        return HexFormat.of()
                .formatHex(Identity.of(call.tenant(), call.source(), call.id()).toBytes());
    }
}
