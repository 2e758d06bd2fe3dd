package io.matrixplatform.ingest.metering;

/**
 * What text may hold, after the CloudEvents type system: Unicode without control characters, half surrogates and
 * non-characters. Half surrogates would be written as question marks, and two ids would become one.
 */
public final class CleanText {
    private CleanText() {}

    public static boolean is(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < ' ' || (c >= 0x7f && c <= 0x9f)) {
                return false;
            }
            if (c >= Character.MIN_SURROGATE) {
                if (Character.isHighSurrogate(c) && i + 1 < length && Character.isLowSurrogate(text.charAt(i + 1))) {
                    i++;
                    if ((Character.toCodePoint(c, text.charAt(i)) & 0xfffe) == 0xfffe) {
                        return false;
                    }
                } else if (Character.isSurrogate(c) || c >= 0xfffe || (c >= 0xfdd0 && c <= 0xfdef)) {
                    return false;
                }
            }
        }
        return true;
    }
}
