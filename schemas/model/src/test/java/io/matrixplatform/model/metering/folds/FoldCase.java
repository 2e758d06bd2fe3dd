package io.matrixplatform.model.metering.folds;

import io.matrixplatform.model.metering.Identity;
import io.matrixplatform.model.time.TimeWindow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line of {@code folds.txt}: an hour of values, and what they come to. Other modules read it with this class too. */
public record FoldCase(
        String name,
        Folding folding,
        List<Value> values,
        BigDecimal quantity,
        @Nullable ErrorBound error) {
    public static final TimeWindow HOUR =
            TimeWindow.containing(Instant.parse("2026-03-01T12:00:00Z"), Duration.ofHours(1));

    /** A number as a client writes it. */
    public record Value(Instant occurredAt, Identity identity, BigDecimal number) {
        public Observation toObservation(Folding folding) {
            long micros = occurredAt.getEpochSecond() * 1_000_000;
            return folding.aggregation() == Aggregation.UNIQUE_COUNT
                    ? Observation.of(number.stripTrailingZeros().toPlainString(), micros, identity)
                    : Observation.of(number, micros, identity);
        }
    }

    public static List<FoldCase> all() {
        try {
            Path file = Path.of("src/test/resources/folds.txt");
            Path found = Files.exists(file) ? file : Path.of("../schemas/model").resolve(file);
            return Files.readAllLines(found, StandardCharsets.UTF_8).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(FoldCase::parse)
                    .toList();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static FoldCase parse(String line) {
        String[] parts = line.split(";", -1);
        String[] kind = parts[1].strip().split(" ", -1);
        Folding folding = new Folding(Aggregation.valueOf(kind[0]), kind.length == 1 ? null : new BigDecimal(kind[1]));
        List<Value> values = new ArrayList<>();
        for (String token : parts[2].strip().split(" ", -1)) {
            String[] sides = token.split("=", -1);
            String[] seconds = sides[0].split("\\.\\.", -1);
            int first = Integer.parseInt(seconds[0]);
            int last = Integer.parseInt(seconds[seconds.length - 1]);
            BigDecimal number = new BigDecimal(sides[1].split("\\.\\.", -1)[0]);
            for (int second = first; second <= last; second++) {
                values.add(value(values.size(), second, number.add(BigDecimal.valueOf(second - first))));
            }
        }
        String error = parts.length > 4 ? parts[4].strip() : "";
        return new FoldCase(parts[0].strip(), folding, values, new BigDecimal(parts[3].strip()), bound(error));
    }

    private static Value value(int number, int second, BigDecimal value) {
        return new Value(HOUR.start().plusSeconds(second), Identity.of("ten_a", "test", "e" + number), value);
    }

    private static @Nullable ErrorBound bound(String text) {
        if (text.isEmpty()) {
            return null;
        }
        String[] parts = text.split(" ", -1);
        return new ErrorBound(ErrorBound.Kind.valueOf(parts[0]), new BigDecimal(parts[1]));
    }

    /** Whether a result is what the case says: to the digit, or within the bound (twice it, where it is a standard one). */
    public boolean agreesWith(FoldResult result) {
        if (error == null || !error.equals(result.error())) {
            return error == null && result.error() == null && result.quantity().compareTo(quantity) == 0;
        }
        BigDecimal times = BigDecimal.valueOf(error.kind() == ErrorBound.Kind.STANDARD ? 2 : 1);
        BigDecimal allowed = quantity.abs().multiply(error.relative()).multiply(times);
        return result.quantity().subtract(quantity).abs().compareTo(allowed) <= 0;
    }

    @Override
    public String toString() {
        return name;
    }
}
