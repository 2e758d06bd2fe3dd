package io.matrixplatform.ingest.inference.calls;

import io.matrixplatform.ingest.inference.requests.CallBody;
import io.matrixplatform.ingest.inference.requests.Operation;
import io.matrixplatform.ingest.inference.routes.Upstream;
import io.matrixplatform.ingest.inference.upstreams.Fault;
import io.matrixplatform.ingest.inference.upstreams.UpstreamClient;
import io.matrixplatform.ingest.inference.upstreams.Watch;
import io.matrixplatform.ingest.platform.Timeouts;
import io.matrixplatform.ingest.platform.Timeouts.Timeout;
import io.vertx.core.AsyncResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One try to have a call answered by one upstream, up to the answer's head. Belongs to one event loop. */
final class Attempt {
    /** What becomes of it: one of these is called once, none after {@link Attempt#stop}. */
    interface Outcome {
        /** A good answer has begun; its parts come as soon as a handler is set. */
        void answered(Attempt attempt, HttpClientResponse response);

        /** @param body the beginning of what it said */
        void refused(Attempt attempt, HttpClientResponse response, Buffer body);

        void failed(Attempt attempt, Fault fault);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);
    private static final int REFUSAL_MAX_BYTES = 64 * 1024;
    /** Within which an upstream that has said all should end its answer, so that its connection can be used again. */
    private static final Duration LINGER = Duration.ofSeconds(1);

    private final Timeouts timeouts;
    private final Upstream upstream;
    private final UpstreamClient client;
    private final Outcome outcome;
    private final Watch watch;
    private @Nullable HttpClientRequest request;
    private boolean isOver;
    private boolean wasSent;

    Attempt(Timeouts timeouts, Upstream upstream, UpstreamClient client, Outcome outcome) {
        this.timeouts = timeouts;
        this.upstream = upstream;
        this.client = client;
        this.outcome = outcome;
        this.watch = new Watch(timeouts);
    }

    Upstream upstream() {
        return upstream;
    }

    /** Notices when the upstream falls silent. */
    Watch watch() {
        return watch;
    }

    /** Whether nothing that comes of it counts any more. */
    boolean isOver() {
        return isOver;
    }

    /** Whether the upstream may have begun to work on it. */
    boolean wasSent() {
        return wasSent;
    }

    /** @param headers to ask with, beside those of any request */
    void start(Operation operation, CallBody body, Map<String, String> headers) {
        watch.within(upstream.connectTimeout(), () -> fail(Fault.UNREACHED));
        client.open(upstream, operation.upstreamPath(), headers).onComplete(opened -> send(opened, body));
    }

    /** Gives it up: the upstream's connection is closed, unless its answer was read to the end. */
    void stop() {
        isOver = true;
        watch.stop();
        HttpClientRequest sent = request;
        if (sent != null) {
            sent.reset();
        }
    }

    /** Lets the upstream end what it has said all of. */
    void finish(HttpClientResponse response) {
        isOver = true;
        watch.stop();
        response.handler(ignored -> {});
        Timeout lingering = timeouts.in(LINGER, () -> response.request().reset());
        response.endHandler(end -> lingering.giveUp());
        response.exceptionHandler(broken -> lingering.giveUp());
        response.resume();
    }

    private void send(AsyncResult<HttpClientRequest> opened, CallBody body) {
        if (opened.failed()) {
            LOG.atWarn()
                    .addKeyValue("provider", upstream.provider())
                    .addKeyValue("url", upstream.url())
                    .addKeyValue("why", String.valueOf(opened.cause()))
                    .log("an upstream cannot be reached");
            fail(opened.cause() instanceof ConnectionPoolTooBusyException ? Fault.BUSY : Fault.UNREACHED);
            return;
        }
        HttpClientRequest made = opened.result();
        if (isOver) {
            made.reset();
            return;
        }
        request = made;
        wasSent = true;
        made.exceptionHandler(told -> {}); // the future below is told the same
        watch.within(upstream.firstByteTimeout(), () -> fail(Fault.LATE));
        made.response().onComplete(this::read);
        made.end(body.forUpstream(upstream.model()));
    }

    private void read(AsyncResult<HttpClientResponse> answered) {
        if (isOver) {
            return;
        }
        if (answered.failed()) {
            fail(Fault.BROKEN);
            return;
        }
        HttpClientResponse response = answered.result();
        if (response.statusCode() / 100 == 2) {
            outcome.answered(this, response);
        } else {
            readRefusal(response);
        }
    }

    private void readRefusal(HttpClientResponse response) {
        Buffer body = Buffer.buffer();
        watch.within(upstream.idleTimeout(), () -> refuse(response, body));
        response.handler(chunk -> {
            watch.happened();
            body.appendBuffer(chunk);
            if (body.length() > REFUSAL_MAX_BYTES) {
                refuse(response, body);
            }
        });
        response.exceptionHandler(broken -> refuse(response, body));
        response.endHandler(end -> refuse(response, body));
    }

    private void refuse(HttpClientResponse response, Buffer body) {
        if (!isOver) {
            stop();
            outcome.refused(this, response, body);
        }
    }

    /** Ends it, unless it is over. */
    void fail(Fault fault) {
        if (!isOver) {
            stop();
            outcome.failed(this, fault);
        }
    }
}
