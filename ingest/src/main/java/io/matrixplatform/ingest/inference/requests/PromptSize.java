package io.matrixplatform.ingest.inference.requests;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Estimates tokens from bytes: no tokenizer is that of every model. */
public final class PromptSize {
    /** More than tokenizers make of English, and about what they make of other languages. */
    private static final int BYTES_PER_TOKEN = 3;

    private long bytes;
    private long tokens;

    /** @param parser at a value; left at its end */
    void add(JsonParser parser) throws IOException {
        int open = 0;
        JsonToken token = parser.currentToken();
        while (true) {
            if (token.isStructStart()) {
                open++;
            } else if (token.isStructEnd()) {
                open--;
            } else if (token == JsonToken.VALUE_STRING) {
                addText(parser);
            } else if (token.isNumeric()) {
                tokens++; // a prompt may be a list of tokens
            }
            if (open == 0) {
                return;
            }
            token = parser.nextToken();
            if (token == null) {
                return; // the parser says so by itself when the value breaks off
            }
        }
    }

    long tokens() {
        return tokens + tokensOf(bytes);
    }

    /** A third of the bytes in UTF-8, rounded up. */
    public static long tokensOf(long bytes) {
        return -Math.floorDiv(-bytes, BYTES_PER_TOKEN);
    }

    private void addText(JsonParser parser) throws IOException {
        char[] characters = parser.getTextCharacters();
        int from = parser.getTextOffset();
        int length = parser.getTextLength();
        long encoded = EncodedMedia.tokens(parser.getParsingContext(), characters, from, length);
        if (encoded != EncodedMedia.NONE) {
            tokens += encoded;
            return;
        }
        for (int i = from; i < from + length; i++) {
            char c = characters[i];
            // A surrogate is half of a character of four bytes.
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
    }
}
