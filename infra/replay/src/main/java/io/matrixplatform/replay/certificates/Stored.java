package io.matrixplatform.replay.certificates;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * A certificate as PostgreSQL has it.
 *
 * @param id public form
 * @param sequence 0 for an interim one
 * @param text of the document, to the letter
 */
record Stored(
        String id,
        String tenant,
        String kind,
        long sequence,
        Instant from,
        Instant to,
        String text,
        String previousHash,
        String hash) {
    private static final ObjectMapper JSON = new ObjectMapper();

    boolean isDay() {
        return kind.equals("DAY");
    }

    /** Missing if it is no JSON any more. */
    JsonNode document() {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException noJson) {
            return MissingNode.getInstance();
        }
    }

    String hashOfText() {
        return sha256(text);
    }

    static String sha256(String text) {
        try {
            byte[] content = text.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every JDK has SHA-256", impossible);
        }
    }
}
