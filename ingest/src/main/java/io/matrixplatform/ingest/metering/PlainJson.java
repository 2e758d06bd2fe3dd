package io.matrixplatform.ingest.metering;

/**
 * Walks over JSON of the plainest form: texts of printable ASCII without escapes, and whole numbers. What is anything else, JSON or
 * not, it does not go past; whoever meets that begins anew with a parser. Everything that it goes past is JSON and means the same
 * to every parser.
 */
final class PlainJson {
    private static final int NONE = -1;
    /** More than any number may have that is taken, and less than a long has room for. */
    private static final int MOST_DIGITS = 17;

    private static final int DELETE = 0x7f;

    private final byte[] bytes;
    private final int end;
    private final PlainText name = new PlainText();
    private int at;

    PlainJson(byte[] bytes, int length) {
        this.bytes = bytes;
        this.end = length;
    }

    /** Goes past one character of those between values, and the white space before it, if it comes next. */
    boolean skip(char wanted) {
        skipSpace();
        if (at < end && bytes[at] == wanted) {
            at++;
            return true;
        }
        return false;
    }

    /** Whether nothing comes any more. */
    boolean isOver() {
        skipSpace();
        return at == end;
    }

    /**
     * Goes past a member's name and its colon.
     *
     * @return false if none comes next
     */
    boolean skipName() {
        return skipText(name) && skip(':');
    }

    /** The name that was gone past last. */
    PlainText name() {
        return name;
    }

    /**
     * Goes past a text.
     *
     * @return false if none comes next
     */
    boolean skipText(PlainText into) {
        if (!skip('"')) {
            return false;
        }
        for (int i = at; i < end; i++) {
            byte one = bytes[i];
            if (one == '"') {
                into.set(bytes, at, i);
                at = i + 1;
                return true;
            }
            // Bytes of other characters are negative.
            if (one < ' ' || one == DELETE || one == '\\') {
                return false;
            }
        }
        return false;
    }

    /** @return -1 if no whole number that is not negative comes next */
    long skipNumber() {
        skipSpace();
        int begin = at;
        long number = 0;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            number = number * 10 + (bytes[at] - '0');
            at++;
            if (at - begin > MOST_DIGITS) {
                return NONE;
            }
        }
        boolean isNumber = at > begin && (bytes[begin] != '0' || at == begin + 1);
        return isNumber ? number : NONE;
    }

    /** Goes past {@code true} or {@code false}, if the one that is wanted comes next. */
    boolean skipWord(byte[] wanted) {
        skipSpace();
        if (end - at < wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (bytes[at + i] != wanted[i]) {
                return false;
            }
        }
        at += wanted.length;
        return true;
    }

    private void skipSpace() {
        while (at < end && isSpace(bytes[at])) {
            at++;
        }
    }

    private static boolean isSpace(byte one) {
        return one == ' ' || one == '\n' || one == '\r' || one == '\t';
    }
}
