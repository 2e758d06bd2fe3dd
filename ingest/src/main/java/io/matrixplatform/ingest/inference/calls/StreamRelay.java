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
    private final StreamTap tap;

    StreamRelay(Exchange exchange, Attempt attempt, HttpClientResponse upstream) {
        this.exchange = exchange;
        this.attempt = attempt;
        this.upstream = upstream;
        this.reply = exchange.reply();
        this.tap = new StreamTap(exchange.body().tellsUsage());
    }

    @Override
    public void start() {
        attempt.watch()
                .within(
                        attempt.upstream().idleTimeout(),
                        () -> breakOff(Fault.LATE, "the model fell silent in the middle of its answer"));
        upstream.handler(this::pass);
        upstream.exceptionHandler(broken -> breakOff(Fault.BROKEN, "the model's server broke off"));
        upstream.endHandler(end -> {
            if (!isStale()) {
                finish(tap.end());
            }
        });
    }

    @Override
    public TokenUsage usageSoFar() {
        return tap.usage()
                .orElseGet(() ->
                        tap.hasError() && tap.textBytes() == 0 ? TokenUsage.NONE : exchange.estimate(tap.textBytes()));
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
        reply.endWithEvent(CallError.of(new ProblemException(fault.problem(), why)));
        exchange.broke(attempt, fault, usageSoFar());
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
        Buffer passing = tap.take(chunk);
        if (tap.isDone()) {
            attempt.finish(upstream);
            finish(passing);
        } else if (!write(passing)) {
            attempt.watch().hold(true);
            upstream.pause();
            reply.whenDrained(() -> {
                attempt.watch().hold(false);
                upstream.resume();
            });
        }
    }

    private boolean write(Buffer passing) {
        if (passing.length() > 0 && !reply.hasBegun()) {
            reply.begin("text/event-stream; charset=utf-8");
        }
        noteText();
        return reply.write(passing);
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
            write(last);
            reply.end();
        });
    }
}
