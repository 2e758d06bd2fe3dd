package io.matrixplatform.ingest.platform;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;

/** Writes answers: JSON, and problems after RFC 9457. */
public final class Answers {
    /** How long a client should wait before it tries again, in seconds. */
    private static final String RETRY_AFTER = "1";

    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
    private static final String PROBLEM_JSON = "application/problem+json";
    /** 529 is Anthropic's for too much under way. */
    private static final Set<Integer> TEMPORARY = Set.of(503, 529);

    private static final JsonFactory FACTORY = new JsonFactory();

    private Answers() {}

    /** The members of a JSON object. */
    @FunctionalInterface
    public interface Members {
        void write(JsonGenerator json) throws IOException;
    }

    public static void json(HttpServerResponse response, int status, Members members) {
        send(response, status, JSON, members);
    }

    /** @param object written before, by {@link #object} */
    public static void json(HttpServerResponse response, int status, byte[] object) {
        send(response, status, JSON, object);
    }

    public static void problem(HttpServerResponse response, ProblemException problem) {
        problem(response, problem, json -> {});
    }

    /** @param extensions further members of the problem */
    public static void problem(HttpServerResponse response, ProblemException problem, Members extensions) {
        problem(response, problem, PROBLEM_JSON, extensions);
    }

    /** The same for clients that know problems under another media type. */
    public static void problem(
            HttpServerResponse response, ProblemException problem, CharSequence contentType, Members extensions) {
        ProblemType type = problem.type();
        sayWhenToComeBack(response, problem);
        send(response, type.status(), contentType, json -> {
            json.writeStringField("type", type.uri());
            json.writeStringField("title", type.title());
            json.writeNumberField("status", type.status());
            json.writeStringField("detail", problem.detail());
            extensions.write(json);
        });
    }

    /** For answers of other forms than ours. */
    public static void sayWhenToComeBack(HttpServerResponse response, ProblemException problem) {
        if (problem.retryAfterSeconds() > 0 && !response.headWritten()) {
            response.putHeader(HttpHeaders.RETRY_AFTER, Long.toString(problem.retryAfterSeconds()));
        }
    }

    /** Of a problem; clients of OpenAI's API look at what is called JSON and nothing else. */
    public static CharSequence mediaType(HttpServerRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.contains(PROBLEM_JSON) ? PROBLEM_JSON : JSON;
    }

    private static void send(HttpServerResponse response, int status, CharSequence contentType, Members members) {
        send(response, status, contentType, object(members));
    }

    /** Any answer, with the headers that its status wants. */
    public static void send(HttpServerResponse response, int status, CharSequence contentType, byte[] body) {
        if (response.ended() || response.closed()) {
            return; // the client has left: there is nobody to tell
        }
        if (status == 401) {
            response.putHeader("WWW-Authenticate", "Bearer");
        }
        if (TEMPORARY.contains(status) && !response.headers().contains(HttpHeaders.RETRY_AFTER)) {
            response.putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
        }
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, contentType)
                .putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE)
                .end(Buffer.buffer(body));
    }

    /** The bytes of a JSON object. */
    public static byte[] object(Members members) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            members.write(json);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
        return bytes.toByteArray();
    }
}
