package io.matrixplatform.ingest.inference.requests;

import io.matrixplatform.ingest.platform.Body;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A caller's request, of which only the places are known that an upstream gets otherwise.
 *
 * @param model as the caller names it
 * @param isStream whether the answer is wanted as it comes
 * @param tellsUsage whether the caller wants to read the usage at the end of a stream
 * @param inputTokens of the prompt, estimated: more rather than less
 * @param outputMax that one answer may have; 0 if the caller does not say
 * @param choices how many answers are wanted
 * @param modelPlace where the model's name stands
 * @param usagePlaces what makes an upstream tell the usage; none unless it is a stream
 */
public record CallBody(
        Body body,
        String model,
        boolean isStream,
        boolean tellsUsage,
        long inputTokens,
        long outputMax,
        long choices,
        Place modelPlace,
        List<Place> usagePlaces) {
    /**
     * A part of the body.
     *
     * @param text to stand in its place
     */
    record Place(int from, int to, String text) {}

    public CallBody {
        usagePlaces = List.copyOf(usagePlaces);
    }

    /** That one answer may have, if the caller says so. */
    public OptionalLong outputTokensEach() {
        return outputMax == 0 ? OptionalLong.empty() : OptionalLong.of(outputMax);
    }

    /** That all answers together may have, if the caller says so. */
    public OptionalLong outputTokensTogether() {
        return outputMax == 0 ? OptionalLong.empty() : OptionalLong.of(Math.multiplyExact(outputMax, choices));
    }

    /** The request as an upstream gets it: under its own name of the model, asked for its usage, and else byte for byte. */
    public Buffer forUpstream(String upstreamModel) {
        Place named = new Place(modelPlace.from(), modelPlace.to(), JsonText.quoted(upstreamModel));
        Buffer out = Buffer.buffer(body.length() + 128);
        int written = 0;
        for (Place place : inOrder(named)) {
            out.appendBytes(body.bytes(), written, place.from() - written);
            out.appendBytes(place.text().getBytes(StandardCharsets.UTF_8));
            written = place.to();
        }
        return out.appendBytes(body.bytes(), written, body.length() - written);
    }

    private List<Place> inOrder(Place named) {
        return Stream.concat(Stream.of(named), usagePlaces.stream())
                .sorted(Comparator.comparingInt(Place::from))
                .toList();
    }
}
