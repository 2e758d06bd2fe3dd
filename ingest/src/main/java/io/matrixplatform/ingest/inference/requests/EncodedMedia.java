package io.matrixplatform.ingest.inference.requests;

import com.fasterxml.jackson.core.JsonStreamContext;

/**
 * Pictures, sound and documents that stand in a prompt as base64: their tokens are not those of their letters. Providers count
 * pixels, seconds and pages, which nobody knows who does not decode them; the table is more rather than less.
 */
final class EncodedMedia {
    /** None of these: text. */
    static final long NONE = -1;

    private static final String DATA_URL = "data:";
    /** A PDF, and the beginnings of PNG, JPEG, GIF and WebP, in base64. */
    private static final String PDF = "JVBER";

    private static final String[] IMAGES = {"iVBOR", "/9j/", "R0lGOD", "UklGR"};

    /** A large image: 1,105 as OpenAI counts it in high detail, 1,600 as Anthropic does. */
    private static final int PER_IMAGE = 1_600;
    /** Ten tokens a second, of which MP3 has some 4 kB, more in base64. */
    private static final int AUDIO_LETTERS_PER_TOKEN = 500;
    /** Some 3,000 tokens a page, which has some 50 kB, more in base64. */
    private static final int PDF_LETTERS_PER_TOKEN = 20;

    private EncodedMedia() {}

    /**
     * @param at where the text stands
     * @return tokens of it, or {@link #NONE}
     */
    static long tokens(JsonStreamContext at, char[] characters, int from, int length) {
        if (begins(DATA_URL, characters, from, length)) {
            return PER_IMAGE;
        }
        JsonStreamContext above = at.getParent();
        if (!"data".equals(at.getCurrentName()) || above == null) {
            return NONE;
        }
        if ("input_audio".equals(above.getCurrentName())) {
            return 1L + length / AUDIO_LETTERS_PER_TOKEN;
        }
        return "source".equals(above.getCurrentName()) ? ofSource(characters, from, length) : NONE;
    }

    private static long ofSource(char[] characters, int from, int length) {
        if (begins(PDF, characters, from, length)) {
            return (long) PER_IMAGE + length / PDF_LETTERS_PER_TOKEN;
        }
        for (String image : IMAGES) {
            if (begins(image, characters, from, length)) {
                return PER_IMAGE;
            }
        }
        return NONE;
    }

    private static boolean begins(String with, char[] characters, int from, int length) {
        if (length < with.length()) {
            return false;
        }
        for (int i = 0; i < with.length(); i++) {
            if (characters[from + i] != with.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
