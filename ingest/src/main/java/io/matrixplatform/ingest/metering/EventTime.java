package io.matrixplatform.ingest.metering;

/**
 * RFC 3339 times with an offset, to microseconds since 1970 UTC. Digits below a microsecond are cut off. Written by hand
 * because each event has one, and the JDK's parser costs as much as all the rest of an event.
 */
final class EventTime {
    /** Not a time. */
    static final long INVALID = Long.MIN_VALUE;

    private static final long SECOND = 1_000_000;
    private static final int MICRO_DIGITS = 6;

    private EventTime() {}

    /** @return {@link #INVALID} unless {@code text} is like {@code 2026-07-01T12:00:00.123Z} or {@code …+02:00} */
    static long parseMicros(CharSequence text) {
        if (text.length() < 20 || !hasSeparators(text)) {
            return INVALID;
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 2);
        int day = digits(text, 8, 2);
        int hour = digits(text, 11, 2);
        int minute = digits(text, 14, 2);
        int second = digits(text, 17, 2);
        if (year < 0 || month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) {
            return INVALID;
        }
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
            return INVALID;
        }
        int end = endOfFraction(text);
        long offset = end < 0 ? INVALID : offsetMinutes(text, end);
        if (offset == INVALID) {
            return INVALID;
        }
        long minutes = (epochDay(year, month, day) * 24 + hour) * 60 + minute - offset;
        return (minutes * 60 + second) * SECOND + fractionMicros(text, end);
    }

    private static boolean hasSeparators(CharSequence text) {
        char t = text.charAt(10);
        return text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && (t == 'T' || t == 't')
                && text.charAt(13) == ':'
                && text.charAt(16) == ':';
    }

    private static int endOfFraction(CharSequence text) {
        if (text.charAt(19) != '.') {
            return 19;
        }
        int end = 20;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end == 20 ? -1 : end;
    }

    private static long fractionMicros(CharSequence text, int end) {
        long micros = 0;
        for (int i = 0; i < MICRO_DIGITS; i++) {
            int at = 20 + i;
            micros = micros * 10 + (at < end ? text.charAt(at) - '0' : 0);
        }
        return micros;
    }

    private static long offsetMinutes(CharSequence text, int start) {
        if (start == text.length()) {
            return INVALID;
        }
        char sign = text.charAt(start);
        if (sign == 'Z' || sign == 'z') {
            return text.length() == start + 1 ? 0 : INVALID;
        }
        if ((sign != '+' && sign != '-') || text.length() != start + 6 || text.charAt(start + 3) != ':') {
            return INVALID;
        }
        int hours = digits(text, start + 1, 2);
        int minutes = digits(text, start + 4, 2);
        if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
            return INVALID;
        }
        return (sign == '-' ? -1 : 1) * (hours * 60L + minutes);
    }

    /** @return -1 unless all {@code count} characters are digits */
    private static int digits(CharSequence text, int from, int count) {
        int value = 0;
        for (int i = from; i < from + count; i++) {
            char c = text.charAt(i);
            if (!isDigit(c)) {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return value;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int daysOf(int year, int month) {
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        if (month == 2) {
            return leap ? 29 : 28;
        }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    /** Days since 1970-01-01; years are counted from March, so that the leap day is the last of its year. */
    private static long epochDay(int year, int month, int day) {
        long y = month > 2 ? year : year - 1;
        long era = Math.floorDiv(y, 400);
        long yearOfEra = y - era * 400;
        long dayOfYear = (153L * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097 + dayOfEra - 719_468;
    }
}
