package io.matrixplatform.ingest.inference.calls;

import io.matrixplatform.ingest.access.limits.Reading;
import io.matrixplatform.ingest.platform.ProblemType;
import io.matrixplatform.ingest.platform.Routes;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one caller gets, in his dialect. Every answer, whichever it is, goes through here. Belongs to one event loop. */
final class Reply {
    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final String id;
    private final Wording wording;
    private boolean hasBegun;

    /** @param id of the request, which every answer tells */
    Reply(HttpServerRequest request, String id, Wording wording) {
        this.request = request;
        this.response = request.response();
        this.id = id;
        this.wording = wording;
        wording.tellId(id, response::putHeader);
    }

    /** @param left is called when the caller leaves before the answer's end */
    void whenCallerLeaves(Runnable left) {
        response.exceptionHandler(broken -> left.run());
        response.closeHandler(closed -> left.run());
    }

    /** Headers of whichever answer this becomes. */
    void tell(Map<String, String> headers) {
        headers.forEach(this::tell);
    }

    /** A header of whichever answer this becomes. */
    void tell(CharSequence name, CharSequence value) {
        if (!response.headWritten()) {
            response.putHeader(name, value);
        }
    }

    /** Tells what is left of limits. */
    void tellLimits(List<Reading> readings, Instant now) {
        wording.tellLimits(readings, now, this::tell);
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
        write(Buffer.buffer(wording.event(id, error)));
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
            wording.answer(request, id, CallError.of(problem));
            status[0] = status(problem.type());
        });
        return status[0];
    }

    int refuse(CallError error) {
        hasBegun = true;
        Routes.refuse(request, error.problem(), problem -> wording.answer(request, id, error));
        return status(error.problem().type());
    }

    /** That a failure is answered with, or would be. */
    int status(ProblemType why) {
        return wording.status(why);
    }

    /** Tells what the upstream said about when to come back, should that be the answer. */
    void retryAfter(@Nullable String seconds) {
        if (seconds != null && seconds.matches("[0-9]{1,4}")) {
            response.putHeader(HttpHeaders.RETRY_AFTER, seconds);
        }
    }

    private HttpServerResponse head(String contentType) {
        return response.setStatusCode(200)
                .putHeader(HttpHeaders.CONTENT_TYPE, contentType)
                .putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE);
    }
}
