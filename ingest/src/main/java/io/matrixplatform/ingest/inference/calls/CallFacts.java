package io.matrixplatform.ingest.inference.calls;

import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.ingest.inference.answers.TokenUsage;
import io.matrixplatform.ingest.inference.spool.FactSpool;
import io.matrixplatform.ingest.metering.Fact;
import io.matrixplatform.ingest.metering.FactPublisher;
import io.matrixplatform.ingest.metering.ServedCalls;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Makes the fact of each call and puts it into the log, or on the disk while the log does not take it. Belongs to one event
 * loop, but may be told from anywhere.
 */
final class CallFacts {
    /** How long the end of an answer waits for the log; it answers within milliseconds, or not soon. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final Vertx vertx;
    private final ServedCalls writer;
    private final FactPublisher publisher;
    private final FactSpool spool;
    private final CallMetrics metrics;
    private final String source;
    private final InstantSource clock;

    CallFacts(
            Vertx vertx,
            ServedCalls writer,
            FactPublisher publisher,
            FactSpool spool,
            CallMetrics metrics,
            String source,
            InstantSource clock) {
        this.vertx = vertx;
        this.writer = writer;
        this.publisher = publisher;
        this.spool = spool;
        this.metrics = metrics;
        this.source = source;
        this.clock = clock;
    }

    /** @param safe is called once the fact is in the log, or on the disk because the log does not answer soon */
    void tell(Call call, int status, TokenUsage usage, long latencyMs, Runnable safe) {
        metrics.count(call.operation(), status);
        Instant now = clock.instant();
        Context loop = vertx.getOrCreateContext();
        Fact fact = fact(call, status, usage, latencyMs, now);
        AtomicBoolean isSafe = new AtomicBoolean();
        Runnable whenSafe = () -> {
            if (isSafe.compareAndSet(false, true)) {
                loop.runOnContext(done -> {
                    call.account().close();
                    safe.run();
                });
            }
        };
        AtomicBoolean isKept = new AtomicBoolean();
        Runnable keep = () -> {
            if (!isSafe.get() && isKept.compareAndSet(false, true)) {
                metrics.countFact(false);
                spool.keep(fact, whenSafe);
            }
        };
        long timer = vertx.setTimer(PATIENCE.toMillis(), late -> keep.run());
        publisher.publish(List.of(fact), now, unconfirmed -> {
            vertx.cancelTimer(timer);
            if (unconfirmed.isEmpty()) {
                metrics.countFact(true);
                whenSafe.run();
            } else {
                keep.run();
            }
        });
    }

    private synchronized Fact fact(Call call, int status, TokenUsage usage, long latencyMs, Instant now) {
        ApiCall said = new ApiCall();
        said.setEventId(call.id());
        said.setSource(source);
        said.setOccurredAt(call.beganAt().truncatedTo(ChronoUnit.MICROS));
        said.setModel(call.model());
        said.setRoute(call.operation().path());
        said.setStatus(status);
        said.setLatencyMs(latencyMs);
        said.setTimeToFirstTokenMs(call.firstTextMs());
        said.setInputTokens(usage.input());
        said.setOutputTokens(usage.output());
        said.setCachedInputTokens(usage.cachedInput());
        said.setReasoningOutputTokens(usage.reasoningOutput());
        said.setEstimated(usage.isEstimated());
        return writer.fact(said, call.key(), now);
    }
}
