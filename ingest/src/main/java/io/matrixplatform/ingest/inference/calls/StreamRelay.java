package io.matrixplatform.ingest.inference.calls;

import io.matrixplatform.ingest.inference.answers.StreamTap;
import io.matrixplatform.ingest.inference.answers.TokenUsage;
import io.matrixplatform.ingest.inference.upstreams.Fault;
import io.matrixplatform.ingest.platform.ProblemException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;

/** Lets a stream of events pass as they come, no faster than the caller reads. Belongs to one event loop. */
final class StreamRelay implements Relay {
    private static final int FAULTY = 502;
    private static final int GOOD = 200;

    private final Exchange exchange;
    private final Attempt attempt;
    private final HttpClientResponse upstream;
    private final Reply reply;
    private final Passage passage;
    private final StreamTap tap;

    StreamRelay(Exchange exchange, Attempt attempt, HttpClientResponse upstream) {
        this.exchange = exchange;
        this.attempt = attempt;
        this.upstream = upstream;
        this.reply = exchange.reply();
        this.passage = new Passage(exchange, attempt, upstream);
        this.tap = new StreamTap(
                exchange.call().operation().dialect(), exchange.body().tellsUsage());
    }

    @Override
    public void start() {
        passage.open(this, this::pass, this::takeEnd);
    }

    @Override
    public TokenUsage usageSoFar() {
        boolean isNothing = tap.hasError() && tap.textBytes() == 0;
        return tap.usage().orElseGet(() -> isNothing ? TokenUsage.NONE : tap.fill(exchange.estimate(tap.textBytes())));
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
        reply.endWithEvent(CallError.of(new ProblemException(fault.problem(), why)));
        exchange.broke(attempt, fault, usageSoFar());
    }

    private void pass(Buffer chunk) {
        Buffer passing = tap.take(chunk);
        if (tap.isDone()) {
            attempt.finish(upstream);
            finish(passing);
        } else {
            beginWith(passing);
            passage.pass(passing);
        }
    }

    private void takeEnd() {
        Buffer last = tap.end();
        if (tap.endsEarly()) {
            beginWith(last);
            reply.write(last);
            breakOff(Fault.BROKEN, "the model's server broke off");
        } else {
            finish(last);
        }
    }

    private void beginWith(Buffer passing) {
        if (passing.length() > 0 && !reply.hasBegun()) {
            reply.begin("text/event-stream; charset=utf-8");
        }
        noteText();
    }

    private void noteText() {
        if (tap.textBytes() > 0) {
            exchange.call().passesText();
        }
    }

    private void finish(Buffer last) {
        attempt.watch().stop();
        if (!reply.hasBegun() && last.length() == 0) {
            attempt.fail(Fault.BROKEN); // a stream without any event
            return;
        }
        noteText();
        exchange.end(tap.hasError() ? FAULTY : GOOD, usageSoFar(), () -> {
            beginWith(last);
            reply.write(last);
            reply.end();
        });
    }
}
