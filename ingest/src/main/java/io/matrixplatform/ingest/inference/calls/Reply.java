package io.matrixplatform.ingest.inference.calls;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.matrixplatform.ingest.platform.Answers;
import io.matrixplatform.ingest.platform.Routes;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one caller gets. Every answer, whichever it is, goes through here. Belongs to one event loop. */
final class Reply {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String PROBLEM_JSON = "application/problem+json";

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private boolean hasBegun;

    /** @param id of the request, which every answer tells */
    Reply(HttpServerRequest request, String id) {
        this.request = request;
        this.response = request.response();
        response.putHeader("x-request-id", id);
    }

    /** @param left is called when the caller leaves before the answer's end */
    void whenCallerLeaves(Runnable left) {
        response.exceptionHandler(broken -> left.run());
        response.closeHandler(closed -> left.run());
    }

    /** Headers of whichever answer this becomes. */
    void tell(Map<String, String> headers) {
        if (!response.headWritten()) {
            headers.forEach(response::putHeader);
        }
    }

    boolean hasBegun() {
        return hasBegun;
    }

    /** Begins a good answer whose length is not known. */
    void begin(String contentType) {
        hasBegun = true;
        head(contentType).setChunked(true);
    }

    /** @return whether the caller keeps up; if not, {@link #whenDrained} tells when he has */
    boolean write(Buffer part) {
        if (part.length() > 0 && !response.closed()) {
            response.write(part);
        }
        return !response.writeQueueFull();
    }

    void whenDrained(Runnable drained) {
        response.drainHandler(done -> drained.run());
    }

    void end() {
        if (!response.closed() && !response.ended()) {
            response.end();
        }
    }

    /** A good answer as a whole. */
    void end(String contentType, Buffer body) {
        if (!response.closed() && !response.ended()) {
            hasBegun = true;
            head(contentType).end(body);
        }
    }

    /** Ends a stream that has begun with an event that tells why. */
    void endWithEvent(CallError error) {
        write(Buffer.buffer("data: " + text(error) + "\n\n"));
        end();
    }

    /** Ends an answer that has begun where nothing can be told any more, so that nobody takes it for whole. */
    void cut() {
        request.connection().close();
    }

    /** Answers why there is no good answer, whether the request was read or not; says with which status. */
    int refuse(RuntimeException failure) {
        int[] status = {500};
        hasBegun = true;
        Routes.refuse(request, failure, problem -> {
            Answers.problem(response, problem, contentType(), CallError.of(problem));
            status[0] = problem.type().status();
        });
        return status[0];
    }

    int refuse(CallError error) {
        hasBegun = true;
        Routes.refuse(request, error.problem(), problem -> Answers.problem(response, problem, contentType(), error));
        return error.problem().type().status();
    }

    /** Answers 503 with what the upstream said about when to come back. */
    void retryAfter(@Nullable String seconds) {
        if (seconds != null && seconds.matches("[0-9]{1,4}")) {
            response.putHeader(HttpHeaders.RETRY_AFTER, seconds);
        }
    }

    private HttpServerResponse head(String contentType) {
        return response.setStatusCode(200)
                .putHeader(HttpHeaders.CONTENT_TYPE, contentType)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    /** Clients of OpenAI's API look at what is called JSON and nothing else. */
    private String contentType() {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.contains(PROBLEM_JSON) ? PROBLEM_JSON : "application/json";
    }

    private static String text(CallError error) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            error.write(json);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
        return text.toString();
    }
}
