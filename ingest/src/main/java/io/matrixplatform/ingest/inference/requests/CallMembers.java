package io.matrixplatform.ingest.inference.requests;

import static io.matrixplatform.ingest.inference.requests.CallBodyReader.invalid;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.matrixplatform.ingest.inference.requests.CallBody.Place;
import io.matrixplatform.ingest.platform.Body;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Notes the members of one request as they come. */
final class CallMembers {
    private static final int LONGEST_MODEL = 128;
    private static final int MOST_CHOICES = 128;

    private final Operation operation;
    private final RequestShape shape;
    private final Body body;
    private final int afterBrace;
    private final Set<String> seen = new HashSet<>();
    private final PromptSize prompt = new PromptSize();

    private @Nullable String model;
    private @Nullable Place modelPlace;
    private @Nullable StreamOptions streamOptions;
    private boolean stream;
    private boolean hasPrompt;
    private long choices = 1;
    private long outputMax;

    /** @param afterBrace where the first member may begin */
    CallMembers(Operation operation, Body body, int afterBrace) {
        this.operation = operation;
        this.shape = RequestShape.of(operation.dialect());
        this.body = body;
        this.afterBrace = afterBrace;
    }

    /** @param parser at the member's value; left at the value's end */
    void read(String name, JsonParser parser) throws IOException {
        boolean isLookedAt = shape.looksAt(name);
        if (isLookedAt && !seen.add(name)) {
            throw invalid(name, "stands in the request twice");
        }
        if (name.equals(operation.promptMember())) {
            hasPrompt = parser.currentToken() != JsonToken.VALUE_NULL;
            prompt.add(parser);
            return;
        }
        if (shape.isReadBesideThePrompt(name)) {
            prompt.add(parser);
            return;
        }
        if (!isLookedAt) {
            parser.skipChildren();
            return;
        }
        switch (name) {
            case "model" -> readModel(parser);
            case "stream" -> stream = readBoolean(name, parser);
            case "stream_options" -> streamOptions = StreamOptions.read(parser);
            case "max_tokens", "max_completion_tokens" ->
                outputMax = Math.max(outputMax, readNumber(name, parser, Integer.MAX_VALUE));
            case "n", "best_of" -> choices = Math.max(choices, readNumber(name, parser, MOST_CHOICES));
            default -> parser.skipChildren();
        }
    }

    CallBody body() {
        if (model == null || modelPlace == null) {
            throw invalid("model", "is required");
        }
        if (!hasPrompt) {
            throw invalid(operation.promptMember(), "is required");
        }
        if (shape.requiresMaxTokens() && outputMax == 0) {
            throw invalid("max_tokens", "is required");
        }
        boolean isStream = stream && operation.generates();
        return new CallBody(
                body,
                model,
                isStream,
                streamOptions != null && streamOptions.includesUsage(),
                prompt.tokens(),
                outputMax,
                choices,
                modelPlace,
                isStream && shape.asksForUsage() ? usagePlaces() : List.of());
    }

    private List<Place> usagePlaces() {
        return List.of(
                streamOptions == null
                        ? new Place(afterBrace, afterBrace, StreamOptions.ASKING_MEMBER)
                        : streamOptions.asking());
    }

    private void readModel(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw invalid("model", "must be a text");
        }
        int from = (int) parser.currentTokenLocation().getByteOffset();
        String text = parser.getText();
        if (text.isEmpty() || text.length() > LONGEST_MODEL) {
            throw invalid("model", "must have from 1 to " + LONGEST_MODEL + " characters");
        }
        model = text;
        modelPlace = new Place(from, (int) parser.currentLocation().getByteOffset(), "");
    }

    private static boolean readBoolean(String name, JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token != JsonToken.VALUE_NULL && !token.isBoolean()) {
            throw invalid(name, "must be true or false");
        }
        return token == JsonToken.VALUE_TRUE;
    }

    /** 0 for null, which is the same as not to be there. */
    private static long readNumber(String name, JsonParser parser, int most) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return 0;
        }
        boolean isWhole = parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
        if (!isWhole || parser.getLongValue() < 1 || parser.getLongValue() > most) {
            throw invalid(name, "must be a whole number from 1 to " + most);
        }
        return parser.getLongValue();
    }
}
