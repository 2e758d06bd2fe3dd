package io.matrixplatform.e2e.metering;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * One request that the door refuses as a whole, as its table of them has it. Where there are events in it, one of them is
 * good, and does not count.
 *
 * @param headers names and values in turn
 */
record BadDelivery(
        String name, String method, String path, BodyPublisher body, List<String> headers, int status, String problem) {
    static final String ONE = "application/cloudevents+json";
    static final String BATCH = "application/cloudevents-batch+json";

    private static final String GOOD = BadEvent.good("must-not-count");
    private static final byte[] BATCH_OF_ONE = ("[" + GOOD + "]").getBytes(UTF_8);

    static final List<BadDelivery> TABLE = List.of(
            batch("a batch that breaks off", "[" + GOOD + ",", 400, "malformed-request"),
            batch("no JSON at all", "nonsense", 400, "malformed-request"),
            batch("nothing", "", 400, "malformed-request"),
            batch("two batches", "[" + GOOD + "][]", 400, "malformed-request"),
            batch("one event where a batch is said", GOOD, 400, "malformed-request"),
            batch("NaN", "[" + GOOD + "," + GOOD.replace("1000", "NaN") + "]", 400, "malformed-request"),
            batch(
                    "a number of 2,000 digits",
                    "[" + GOOD.replace("1000", "1".repeat(2_000)) + "]",
                    400,
                    "malformed-request"),
            batch(
                    "a depth bomb",
                    "[" + GOOD + "," + "[".repeat(10_000) + "]".repeat(10_000) + "]",
                    400,
                    "malformed-request"),
            row("a batch where one event is said", BATCH_OF_ONE, 400, "malformed-request", "Content-Type", ONE),
            row(
                    "bytes that are no UTF-8",
                    new byte[] {'[', '"', (byte) 0xe4, '"', ']'},
                    400,
                    "malformed-request",
                    "Content-Type",
                    BATCH),
            batch(
                    "1,001 events",
                    "[" + String.join(",", Collections.nCopies(1_001, GOOD)) + "]",
                    422,
                    "too-many-events"),
            batch("a body above 2 MiB", "[" + GOOD + " ".repeat(2 << 20) + "]", 413, "request-too-large"),
            row(
                    "a gzip bomb",
                    gzip(("[" + GOOD + " ".repeat(20_000_000) + "]").getBytes(UTF_8)),
                    413,
                    "request-too-large",
                    "Content-Type",
                    BATCH,
                    "Content-Encoding",
                    "gzip"),
            row(
                    "gzip that is none",
                    BATCH_OF_ONE,
                    400,
                    "malformed-request",
                    "Content-Type",
                    BATCH,
                    "Content-Encoding",
                    "gzip"),
            row(
                    "another content encoding",
                    BATCH_OF_ONE,
                    415,
                    "unsupported-media-type",
                    "Content-Type",
                    BATCH,
                    "Content-Encoding",
                    "zstd"),
            row(
                    "gzip twice",
                    gzip(gzip(BATCH_OF_ONE)),
                    415,
                    "unsupported-media-type",
                    "Content-Type",
                    BATCH,
                    "Content-Encoding",
                    "gzip, gzip"),
            row("no content type", BATCH_OF_ONE, 415, "unsupported-media-type"),
            row("plain text", BATCH_OF_ONE, 415, "unsupported-media-type", "Content-Type", "text/plain"),
            row(
                    "JSON without attributes",
                    BATCH_OF_ONE,
                    415,
                    "unsupported-media-type",
                    "Content-Type",
                    "application/json"),
            row(
                    "another charset",
                    BATCH_OF_ONE,
                    415,
                    "unsupported-media-type",
                    "Content-Type",
                    BATCH + "; charset=latin1"),
            row(
                    "headers above 16 KiB",
                    BATCH_OF_ONE,
                    431,
                    "headers-too-large",
                    "Content-Type",
                    BATCH,
                    "X-Large",
                    "x".repeat(17_000)),
            new BadDelivery(
                    "an address above 4 KiB",
                    "POST",
                    "/v1/events?" + "x".repeat(5_000),
                    BodyPublishers.ofByteArray(BATCH_OF_ONE),
                    List.of("Content-Type", BATCH),
                    414,
                    "uri-too-long"),
            new BadDelivery(
                    "another method",
                    "PUT",
                    "/v1/events",
                    BodyPublishers.ofByteArray(BATCH_OF_ONE),
                    List.of("Content-Type", BATCH, "Accept", "application/problem+json"),
                    405,
                    "method-not-allowed"),
            new BadDelivery(
                    "another path",
                    "POST",
                    "/v1/event",
                    BodyPublishers.ofByteArray(BATCH_OF_ONE),
                    List.of("Content-Type", BATCH, "Accept", "application/problem+json"),
                    404,
                    "not-found"));

    private static BadDelivery batch(String name, String body, int status, String problem) {
        return row(name, body.getBytes(UTF_8), status, problem, "Content-Type", BATCH);
    }

    private static BadDelivery row(String name, byte[] body, int status, String problem, String... headers) {
        return new BadDelivery(
                name, "POST", "/v1/events", BodyPublishers.ofByteArray(body), List.of(headers), status, problem);
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }
}
