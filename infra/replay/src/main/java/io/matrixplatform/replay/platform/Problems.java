package io.matrixplatform.replay.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** What went wrong with a request, in few words. */
public final class Problems {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SHOWN = 200;

    private Problems() {}

    /** What an RFC 9457 body says, or the start of whatever came instead. */
    public static String told(int status, byte[] body) {
        try {
            JsonNode problem = JSON.readTree(body);
            if (problem.hasNonNull("title")) {
                return status + " " + problem.path("title").asText() + " ("
                        + problem.path("detail").asText() + ")";
            }
        } catch (IOException notJson) {
            // Then it is shown as it came.
        }
        return status + " " + new String(body, 0, Math.min(body.length, SHOWN), UTF_8);
    }

    /** Why there was no answer. */
    public static String lost(IOException failure) {
        String kind = failure.getClass().getSimpleName();
        return failure.getMessage() == null ? kind : kind + ": " + failure.getMessage();
    }
}
