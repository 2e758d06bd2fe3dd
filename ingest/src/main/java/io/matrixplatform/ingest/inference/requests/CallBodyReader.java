package io.matrixplatform.ingest.inference.requests;

import static io.matrixplatform.ingest.platform.ProblemType.INVALID_CALL;
import static io.matrixplatform.ingest.platform.ProblemType.MALFORMED_REQUEST;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.matrixplatform.ingest.platform.Body;
import io.matrixplatform.ingest.platform.ProblemException;
import java.io.IOException;

/** Reads requests. Thread-safe. */
public final class CallBodyReader {
    private static final int NESTING_MAX = 64;

    private final JsonFactory json = JsonFactory.builder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(NESTING_MAX)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    /** @throws ProblemException {@code MALFORMED_REQUEST}, {@code INVALID_CALL} with the member that is wrong */
    public CallBody read(Operation operation, Body body) {
        requireUtf8(body);
        try (JsonParser parser = json.createParser(body.bytes(), 0, body.length())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new ProblemException(MALFORMED_REQUEST, "the body must be a JSON object");
            }
            CallMembers members = new CallMembers(
                    operation, body, (int) parser.currentLocation().getByteOffset());
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                parser.nextToken();
                members.read(name, parser);
            }
            if (parser.nextToken() != null) {
                throw new ProblemException(MALFORMED_REQUEST, "there is more after the end of the JSON object");
            }
            return members.body();
        } catch (JsonProcessingException notJson) {
            throw new ProblemException(MALFORMED_REQUEST, "the body is not valid JSON");
        } catch (IOException notText) {
            throw new ProblemException(MALFORMED_REQUEST, "the body is not UTF-8 text");
        }
    }

    /** Jackson would take UTF-16 and UTF-32 too, in which places are none of bytes. */
    private static void requireUtf8(Body body) {
        for (int i = 0; i < Math.min(4, body.length()); i++) {
            byte one = body.bytes()[i];
            // A zero is half of a wide character; what is not ASCII at the beginning is a byte order mark.
            if (one == 0 || (i == 0 && one < 0)) {
                throw new ProblemException(MALFORMED_REQUEST, "the body must be a JSON object in UTF-8");
            }
        }
    }

    static ProblemException invalid(String member, String detail) {
        return new ProblemException(INVALID_CALL, member + " " + detail, member);
    }
}
