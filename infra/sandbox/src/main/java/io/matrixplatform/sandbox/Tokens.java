package io.matrixplatform.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import com.knuddels.jtokkit.api.IntArrayList;
import java.util.ArrayList;
import java.util.List;

/** Counts as the models of OpenAI do, with the vocabulary cl100k_base. Thread-safe. */
final class Tokens {
    /** What OpenAI says that a message costs beside its texts, and the answer's beginning beside the messages. */
    private static final int PER_MESSAGE = 3;

    private static final int PER_NAME = 1;
    private static final int ANSWER_BEGINS = 3;
    /** Of an image in low detail. */
    private static final int PER_IMAGE = 85;

    private final Encoding encoding = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.CL100K_BASE);

    int count(String text) {
        return encoding.countTokensOrdinary(text);
    }

    int countMessages(JsonNode messages) {
        int tokens = ANSWER_BEGINS;
        for (JsonNode message : messages) {
            tokens += PER_MESSAGE + count(message.path("role").asText("")) + countContent(message.path("content"));
            if (message.hasNonNull("name")) {
                tokens += PER_NAME + count(message.path("name").asText());
            }
        }
        return tokens;
    }

    int countContent(JsonNode content) {
        if (!content.isArray()) {
            return count(content.asText(""));
        }
        int tokens = 0;
        for (JsonNode part : content) {
            tokens += part.hasNonNull("text") ? count(part.path("text").asText()) : PER_IMAGE;
        }
        return tokens;
    }

    /** The first {@code most} tokens of an ASCII text, one text each. */
    List<String> pieces(String text, int most) {
        IntArrayList all = encoding.encodeOrdinary(text);
        List<String> pieces = new ArrayList<>();
        for (int i = 0; i < Math.min(most, all.size()); i++) {
            IntArrayList one = new IntArrayList(1);
            one.add(all.get(i));
            pieces.add(encoding.decode(one));
        }
        return pieces;
    }
}
