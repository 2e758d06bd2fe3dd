package io.matrixplatform.ingest.inference.calls;

import io.matrixplatform.ingest.inference.answers.AnswerScan;
import io.matrixplatform.ingest.inference.answers.TokenUsage;
import io.matrixplatform.ingest.inference.upstreams.Fault;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;

/**
 * Lets a plain answer pass: as a whole when it is not large, so that one that turns out to be an error is answered as one;
 * else as it comes. Belongs to one event loop.
 */
final class PlainRelay implements Relay {
    private static final int HELD_MAX_BYTES = 128 * 1024;
    private static final String JSON = "application/json";
    private static final int FAULTY = 502;
    private static final int GOOD = 200;

    private final Exchange exchange;
    private final Attempt attempt;
    private final HttpClientResponse upstream;
    private final Reply reply;
    private final AnswerScan scan = new AnswerScan();
    private Buffer held = Buffer.buffer();

    PlainRelay(Exchange exchange, Attempt attempt, HttpClientResponse upstream) {
        this.exchange = exchange;
        this.attempt = attempt;
        this.upstream = upstream;
        this.reply = exchange.reply();
    }

    @Override
    public void start() {
        attempt.watch()
                .within(
                        attempt.upstream().idleTimeout(),
                        () -> breakOff(Fault.LATE, "the model fell silent in the middle of its answer"));
        upstream.handler(this::pass);
        upstream.exceptionHandler(broken -> breakOff(Fault.BROKEN, "the model's server broke off"));
        upstream.endHandler(end -> finish());
    }

    @Override
    public TokenUsage usageSoFar() {
        return scan.usage().orElseGet(() -> exchange.estimate(scan.textBytes()));
    }

    @Override
    public void breakOff(Fault fault, String why) {
        if (isStale()) {
            return;
        }
        if (!reply.hasBegun()) {
            attempt.fail(fault);
            return;
        }
        attempt.stop();
        exchange.broke(attempt, fault, usageSoFar());
        reply.cut();
    }

    /** What an upstream says that was given up is nobody's answer. */
    private boolean isStale() {
        return attempt.isOver() || exchange.call().hasEnded();
    }

    private void pass(Buffer chunk) {
        if (isStale()) {
            return;
        }
        attempt.watch().happened();
        scan.take(chunk.getBytes());
        held.appendBuffer(chunk);
        if (!reply.hasBegun()) {
            if (held.length() <= HELD_MAX_BYTES) {
                return;
            }
            reply.begin(JSON);
        }
        Buffer passing = held;
        held = Buffer.buffer();
        if (!reply.write(passing)) {
            attempt.watch().hold(true);
            upstream.pause();
            reply.whenDrained(() -> {
                attempt.watch().hold(false);
                upstream.resume();
            });
        }
    }

    private void finish() {
        if (isStale()) {
            return;
        }
        attempt.watch().stop();
        if (!scan.isWhole() || (scan.hasError() && !reply.hasBegun())) {
            breakOff(Fault.BROKEN, "the model's answer is none");
            return;
        }
        exchange.end(scan.hasError() ? FAULTY : GOOD, usageSoFar(), () -> {
            if (reply.hasBegun()) {
                reply.end();
            } else {
                reply.end(JSON, held);
            }
        });
    }
}
