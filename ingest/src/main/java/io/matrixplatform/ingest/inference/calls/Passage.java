package io.matrixplatform.ingest.inference.calls;

import io.matrixplatform.ingest.inference.upstreams.Fault;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;

/**
 * The way of an answer's parts from the upstream to the caller, who gets them no faster than he reads. Notices when the upstream
 * falls silent or breaks off. Belongs to one event loop.
 */
final class Passage {
    private final Exchange exchange;
    private final Attempt attempt;
    private final HttpClientResponse upstream;

    Passage(Exchange exchange, Attempt attempt, HttpClientResponse upstream) {
        this.exchange = exchange;
        this.attempt = attempt;
        this.upstream = upstream;
    }

    /** @param relay is broken off where the answer goes no further, and hears of its parts and its end until then */
    void open(Relay relay, Handler<Buffer> part, Runnable end) {
        attempt.watch()
                .within(
                        attempt.upstream().idleTimeout(),
                        () -> relay.breakOff(Fault.LATE, "the model fell silent in the middle of its answer"));
        upstream.handler(chunk -> {
            if (!isStale()) {
                attempt.watch().happened();
                part.handle(chunk);
            }
        });
        upstream.exceptionHandler(broken -> relay.breakOff(Fault.BROKEN, "the model's server broke off"));
        upstream.endHandler(ended -> {
            if (!isStale()) {
                end.run();
            }
        });
    }

    /** What an upstream says that was given up is nobody's answer. */
    boolean isStale() {
        return attempt.isOver() || exchange.call().hasEnded();
    }

    /** Lets a part pass. While the caller does not keep up, the upstream is not read, nor need it say anything. */
    void pass(Buffer part) {
        Reply reply = exchange.reply();
        if (!reply.write(part)) {
            attempt.watch().hold(true);
            upstream.pause();
            reply.whenDrained(() -> {
                attempt.watch().hold(false);
                upstream.resume();
            });
        }
    }
}
