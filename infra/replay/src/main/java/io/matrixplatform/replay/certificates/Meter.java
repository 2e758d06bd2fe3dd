package io.matrixplatform.replay.certificates;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.matrixplatform.model.metering.measures.Expression;
import io.matrixplatform.replay.platform.ReplayException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A meter as it was defined. */
record Meter(
        String key,
        String eventType,
        String aggregation,
        @Nullable String field,
        @Nullable Expression expression,
        List<JsonNode> filters,
        Duration grace,
        Instant from,
        Instant until) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Meter of(
            String key,
            String eventType,
            String aggregation,
            @Nullable String field,
            @Nullable String expression,
            List<String> filters,
            Duration grace,
            Instant from,
            Instant until) {
        List<JsonNode> read = new ArrayList<>();
        try {
            for (String filter : filters) {
                read.add(JSON.readTree(filter));
            }
        } catch (JsonProcessingException noJson) {
            throw new ReplayException("a filter of the meter " + key + " cannot be read", noJson);
        }
        @Nullable Expression parsed = expression == null ? null : Expression.parse(expression);
        return new Meter(key, eventType, aggregation, field, parsed, read, grace, from, until);
    }

    boolean adds() {
        return aggregation.equals("COUNT") || aggregation.equals("SUM");
    }

    /**
     * What a fact adds to the quantity, 0 where quantities do not add up; empty if it is not counted.
     *
     * @param recordedAt of the original
     */
    Optional<BigDecimal> value(Saying fact, Instant recordedAt) {
        boolean covers = !recordedAt.isBefore(from) && recordedAt.isBefore(until);
        if (!covers || !fact.type().equals(eventType) || !filters.stream().allMatch(filter -> passes(filter, fact))) {
            return Optional.empty();
        }
        Optional<BigDecimal> value;
        if (expression != null) {
            value = expression.valueOf(fact);
        } else if (field == null) {
            value = Optional.of(BigDecimal.ONE);
        } else if (aggregation.equals("UNIQUE_COUNT")) {
            value = fact.text(field).isEmpty() ? Optional.empty() : Optional.of(BigDecimal.ONE);
        } else {
            value = Optional.ofNullable(fact.number(field));
        }
        return adds() ? value : value.map(any -> BigDecimal.ZERO);
    }

    private static boolean passes(JsonNode filter, Saying fact) {
        String text = fact.text(filter.path("field").asText());
        boolean isAmong = false;
        for (JsonNode value : filter.path("values")) {
            isAmong |= value.asText().equals(text);
        }
        return switch (filter.path("operator").asText()) {
            case "IN" -> isAmong;
            case "NOT_IN" -> !isAmong;
            case "EXISTS" -> !text.isEmpty();
            case "ABSENT" -> text.isEmpty();
            default -> throw new ReplayException("a filter says " + filter);
        };
    }
}
