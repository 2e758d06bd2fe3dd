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
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A line of {@code samples.txt}: samples around an hour, and what they come to. Other modules read it with this class too. */
public record SampleCase(String name, Folding folding, List<Taken> samples, List<Gap> gaps, BigDecimal quantity) {
    public static final TimeWindow HOUR = FoldCase.HOUR;
    public static final String METRIC = "cpu";

    private static final Pattern SAMPLE =
            Pattern.compile("(\\w+)@(-?\\d+)(?:\\.\\.(-?\\d+)/(\\d+))?([=+])([\\d.]+)(?:\\*(\\d+))?(?:\\^(-?\\d+))?");
    private static final Pattern GAP = Pattern.compile("(\\w+)@(\\d+)\\.\\.(\\d+):(\\w+)");

    /** A sample as a client sends it; {@code startedAt} is null where it does not say. */
    public record Taken(
            String eventId,
            String instance,
            Instant occurredAt,
            boolean cumulative,
            BigDecimal value,
            @Nullable Instant startedAt) {
        public Observation toObservation(Identity identity) {
            long started = startedAt == null ? Sampling.UNKNOWN : startedAt.getEpochSecond() * 1_000_000;
            return Observation.of(value, occurredAt.getEpochSecond() * 1_000_000, identity)
                    .sampled(new Sampling(new Probe(instance, METRIC), cumulative, started));
        }

        public Observation toObservation() {
            return toObservation(Identity.of("ten_a", "test", eventId));
        }
    }

    public static List<SampleCase> all() {
        try {
            Path file = Path.of("src/test/resources/samples.txt");
            Path found = Files.exists(file) ? file : Path.of("../schemas/model").resolve(file);
            return Files.readAllLines(found, StandardCharsets.UTF_8).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(SampleCase::parse)
                    .toList();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static SampleCase parse(String line) {
        String[] parts = line.split(";", -1);
        List<Taken> samples = new ArrayList<>();
        words(parts[2]).forEach(word -> addAll(word, samples));
        return new SampleCase(
                parts[0].strip(),
                Folding.sampled(Duration.ofSeconds(Long.parseLong(parts[1].strip()))),
                samples,
                words(parts[3]).stream().map(SampleCase::gap).toList(),
                new BigDecimal(parts[4].strip()));
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : Arrays.asList(text.strip().split(" ", -1));
    }

    private static void addAll(String word, List<Taken> samples) {
        Matcher parsed = SAMPLE.matcher(word);
        if (!parsed.matches()) {
            throw new IllegalArgumentException(word);
        }
        int first = Integer.parseInt(parsed.group(2));
        int last = parsed.group(3) == null ? first : Integer.parseInt(parsed.group(3));
        int step = parsed.group(4) == null ? 1 : Integer.parseInt(parsed.group(4));
        BigDecimal value = new BigDecimal(parsed.group(6));
        BigDecimal each = parsed.group(7) == null ? BigDecimal.ZERO : new BigDecimal(parsed.group(7));
        for (int second = first; second <= last; second += step) {
            samples.add(new Taken(
                    "e" + samples.size(),
                    parsed.group(1),
                    at(second),
                    parsed.group(5).equals("+"),
                    value,
                    parsed.group(8) == null ? null : at(Integer.parseInt(parsed.group(8)))));
            value = value.add(each);
        }
    }

    private static Gap gap(String word) {
        Matcher parsed = GAP.matcher(word);
        if (!parsed.matches()) {
            throw new IllegalArgumentException(word);
        }
        return new Gap(
                new Probe(parsed.group(1), METRIC),
                new TimeWindow(at(Integer.parseInt(parsed.group(2))), at(Integer.parseInt(parsed.group(3)))),
                parsed.group(4).equals("gap") ? Gap.Cause.GAP : Gap.Cause.RESTART);
    }

    private static Instant at(int second) {
        return HOUR.start().plusSeconds(second);
    }

    @Override
    public String toString() {
        return name;
    }
}
