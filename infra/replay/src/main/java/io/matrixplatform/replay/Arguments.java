package io.matrixplatform.replay;

import io.matrixplatform.replay.sending.Speed;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How people write shares, spans of time and speeds. */
final class Arguments {
    private Arguments() {}

    /** For example {@code 5%} or {@code 0.5%}. */
    static final class Share implements ITypeConverter<Double> {
        private static final Pattern FORM = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,6})?)%");

        @Override
        public Double convert(String text) {
            return Double.parseDouble(
                            match(FORM, text, "a share is like 5% or 0.5%").group(1))
                    / 100;
        }
    }

    /** For example {@code 30s}. */
    static final class Span implements ITypeConverter<Duration> {
        private static final Pattern FORM = Pattern.compile("(\\d{1,6})(ms|s|m|h)");

        @Override
        public Duration convert(String text) {
            Matcher span = match(FORM, text, "a span of time is like 500ms, 30s, 5m or 1h");
            long count = Long.parseLong(span.group(1));
            return switch (span.group(2)) {
                case "ms" -> Duration.ofMillis(count);
                case "s" -> Duration.ofSeconds(count);
                case "m" -> Duration.ofMinutes(count);
                default -> Duration.ofHours(count);
            };
        }
    }

    /** For example {@code 60x}, or {@code max}. */
    static final class Pace implements ITypeConverter<Speed> {
        private static final Pattern FORM = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,3})?)x");

        @Override
        public Speed convert(String text) {
            return text.equals("max")
                    ? Speed.MAX
                    : new Speed(Double.parseDouble(
                            match(FORM, text, "a speed is like 1x, 60x or max").group(1)));
        }
    }

    private static Matcher match(Pattern form, String text, String expected) {
        Matcher matcher = form.matcher(text);
        if (!matcher.matches()) {
            throw new TypeConversionException(expected + ", not " + text);
        }
        return matcher;
    }
}
