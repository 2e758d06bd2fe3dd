package io.matrixplatform.api.platform.json;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/** Reads the texts of requests, wherever they stand: each is taken as it is, or refused with what is wanted. */
public final class Texts {
    private static final int YEAR_MAX = 9_999;
    /**
     * Embeddings, overrides and isolates of direction, separators of lines, and what has no width. Joiners are not among them: some
     * scripts cannot be written without.
     */
    private static final String DISGUISES =
            "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029\u200b\u2060\ufeff";

    private static final Pattern LINE_BREAKS = Pattern.compile("\\r?\\n");

    private Texts() {}

    /**
     * A text that can be stored, shown and logged.
     *
     * @throws IllegalArgumentException if there is a control character in it, half a surrogate pair, or something that nobody sees
     *     and that makes others look otherwise than they are
     */
    public static String clean(String text) {
        if (!isClean(text) || text.codePoints().anyMatch(one -> DISGUISES.indexOf(one) >= 0)) {
            throw new IllegalArgumentException(
                    "must be Unicode text without control characters, and nothing that hides or turns others");
        }
        return text;
    }

    /**
     * The same for a text of several lines.
     *
     * @throws IllegalArgumentException if there is any other control character in it, or half a surrogate pair
     */
    static String cleanLines(String text) {
        clean(LINE_BREAKS.matcher(text).replaceAll(""));
        return text;
    }

    /** @throws IllegalArgumentException if it is no time of RFC 3339, which knows years of four digits */
    public static Instant time(String text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            if (time.getYear() >= 0 && time.getYear() <= YEAR_MAX) {
                return time.toInstant();
            }
        } catch (DateTimeException malformed) {
            // Refused below like a year that nobody can mean.
        }
        throw new IllegalArgumentException(
                "not a time with its offset, such as 2026-01-31T00:00:00Z (and its + encoded)");
    }

    /** @throws IllegalArgumentException if it is no duration of ISO 8601 */
    public static Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException malformed) {
            throw new IllegalArgumentException("not a duration, such as PT1H", malformed);
        }
    }

    /** Whether it can be stored and shown, also if it is not what it looks like: a value that came as usage. */
    public static boolean isClean(String text) {
        return text.codePoints().noneMatch(Texts::isUnclean);
    }

    private static boolean isUnclean(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }
}
