package io.matrixplatform.e2e.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * One request that the API refuses, as its table of them has it.
 *
 * @param path in which {@code OWN} stands for the caller's tenant
 * @param headers names and values in turn
 * @param field the pointer or parameter that the answer names; empty where it names none
 */
record BadRequest(
        String name,
        String method,
        String path,
        BodyPublisher body,
        List<String> headers,
        int status,
        String problem,
        String field) {
    static final String GOOD_METER = """
            {"key":"good.meter","event_type":"com.example.good","aggregation":"SUM","value_field":"n",
             "dimensions":["region"],"unit":"u","description":"d","grace":"PT1H"}""";

    static BadRequest post(String name, String body, int status, String problem, String field) {
        return new BadRequest(
                name,
                "POST",
                "/v1/meters",
                BodyPublishers.ofString(body),
                List.of("Content-Type", "application/json"),
                status,
                problem,
                field);
    }

    /** The meter, changed in one place. */
    static BadRequest meter(String name, String good, String bad, String field) {
        return post(name, GOOD_METER.replace(good, bad), 422, "invalid-field", field);
    }

    static BadRequest to(String name, String path, String body, String field) {
        return new BadRequest(
                name,
                "POST",
                path,
                BodyPublishers.ofString(body),
                List.of("Content-Type", "application/json"),
                422,
                "invalid-field",
                field);
    }

    static BadRequest body(String name, byte[] body, int status, String problem, String... headers) {
        return new BadRequest(
                name, "POST", "/v1/meters", BodyPublishers.ofByteArray(body), List.of(headers), status, problem, "");
    }

    static BadRequest get(String name, String path, String field) {
        return new BadRequest(name, "GET", path, BodyPublishers.noBody(), List.of(), 422, "invalid-field", field);
    }

    static BadRequest read(String name, String path, int status, String problem) {
        return new BadRequest(name, "GET", path, BodyPublishers.noBody(), List.of(), status, problem, "");
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    static String cursor(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(UTF_8));
    }

    static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }
}
