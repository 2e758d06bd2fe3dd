package io.matrixplatform.ingest.inference.requests;

import static io.matrixplatform.ingest.inference.requests.CallBodyReader.invalid;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.matrixplatform.ingest.inference.requests.CallBody.Place;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What the caller says about its stream.
 *
 * @param asking what makes an upstream tell the usage: the caller's own words, but for that one
 */
record StreamOptions(boolean includesUsage, Place asking) {
    private static final String ASKING = "\"include_usage\":true";
    static final String ASKING_MEMBER = "\"stream_options\":{" + ASKING + "},";

    static StreamOptions read(JsonParser parser) throws IOException {
        int from = (int) parser.currentTokenLocation().getByteOffset();
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            int to = (int) parser.currentLocation().getByteOffset();
            return new StreamOptions(false, new Place(from, to, "{" + ASKING + "}"));
        }
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw invalid("stream_options", "must be an object");
        }
        int inside = (int) parser.currentLocation().getByteOffset();
        @Nullable Boolean said = null;
        int saidFrom = 0;
        int saidTo = 0;
        boolean isEmpty = true;
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            isEmpty = false;
            if (!name.equals("include_usage")) {
                parser.skipChildren();
                continue;
            }
            if (said != null) {
                throw invalid("stream_options.include_usage", "stands in the request twice");
            }
            JsonToken token = parser.currentToken();
            if (!token.isBoolean() && token != JsonToken.VALUE_NULL) {
                throw invalid("stream_options.include_usage", "must be true or false");
            }
            said = token == JsonToken.VALUE_TRUE;
            saidFrom = (int) parser.currentTokenLocation().getByteOffset();
            saidTo = saidFrom + parser.getTextLength();
        }
        if (said != null) {
            return new StreamOptions(said, new Place(saidFrom, saidTo, "true"));
        }
        // In front of the others, so that there is no comma to be looked for.
        return new StreamOptions(false, new Place(inside, inside, ASKING + (isEmpty ? "" : ",")));
    }
}
