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
    private final Passage passage;
    private final Reply reply;
    private final AnswerScan scan;
    private Buffer held = Buffer.buffer();

    PlainRelay(Exchange exchange, Attempt attempt, HttpClientResponse upstream) {
        this.exchange = exchange;
        this.attempt = attempt;
        this.passage = new Passage(exchange, attempt, upstream);
        this.reply = exchange.reply();
        this.scan = new AnswerScan(exchange.call().operation().dialect());
    }

    @Override
    public void start() {
        passage.open(this, this::pass, this::finish);
    }

    @Override
    public TokenUsage usageSoFar() {
        return scan.usage().orElseGet(() -> exchange.estimate(scan.textBytes()));
    }

    @Override
    public void breakOff(Fault fault, String why) {
        if (passage.isStale()) {
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

    private void pass(Buffer chunk) {
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
        passage.pass(passing);
    }

    private void finish() {
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
