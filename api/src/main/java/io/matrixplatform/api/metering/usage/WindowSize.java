package io.matrixplatform.api.metering.usage;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How long the windows of a usage answer are, in UTC, and how much time may be asked about at once. */
public enum WindowSize {
    MINUTE(Duration.ofMinutes(1), Duration.ofDays(1)),
    HOUR(Duration.ofHours(1), Duration.ofDays(92)),
    DAY(Duration.ofDays(1), Duration.ofDays(366)),
    /** One window: the time that was asked about. */
    TOTAL(Duration.ofMinutes(1), Duration.ofDays(366));

    private final Duration step;
    private final Duration longestSpan;

    WindowSize(Duration step, Duration longestSpan) {
        this.step = step;
        this.longestSpan = longestSpan;
    }

    /** What both ends of the time must be a multiple of. */
    public Duration step() {
        return step;
    }

    public Duration longestSpan() {
        return longestSpan;
    }

    /** For a person. */
    public String stepName() {
        return this == TOTAL ? MINUTE.toString() : toString();
    }

    /** @throws IllegalArgumentException with what is possible */
    public static WindowSize parse(String text) {
        return Arrays.stream(values())
                .filter(size -> size.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("one of "
                        + Arrays.stream(values()).map(WindowSize::toString).collect(Collectors.joining(", "))));
    }

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
