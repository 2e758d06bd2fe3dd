package io.matrixplatform.ingest.inference.calls;

import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.ingest.inference.answers.TokenUsage;
import io.matrixplatform.ingest.inference.spool.FactJournal;
import io.matrixplatform.ingest.inference.spool.FactSpool;
import io.matrixplatform.ingest.metering.Fact;
import io.matrixplatform.ingest.metering.FactPublisher;
import io.matrixplatform.ingest.metering.LogPosition;
import io.matrixplatform.ingest.metering.ServedCalls;
import io.matrixplatform.ingest.platform.Timeouts;
import io.matrixplatform.ingest.platform.Timeouts.Timeout;
import io.opentelemetry.api.trace.Span;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Makes the fact of each call and brings it into the log. The call's answer ends when the fact is in the journal, which outlives
 * this process; where that has no room, when it is in the log, or on the disk while the log does not take it. Belongs to one event
 * loop.
 */
final class CallFacts {
    private final Vertx vertx;
    private final Timeouts timeouts;
    private final ServedCalls writer;
    private final FactPublisher publisher;
    private final FactJournal journal;
    private final FactSpool spool;
    private final CallMetrics metrics;
    private final String source;
    private final InstantSource clock;

    CallFacts(
            Vertx vertx,
            Timeouts timeouts,
            ServedCalls writer,
            FactPublisher publisher,
            FactJournal journal,
            FactSpool spool,
            CallMetrics metrics,
            String source,
            InstantSource clock) {
        this.vertx = vertx;
        this.timeouts = timeouts;
        this.writer = writer;
        this.publisher = publisher;
        this.journal = journal;
        this.spool = spool;
        this.metrics = metrics;
        this.source = source;
        this.clock = clock;
    }

    /** @param safe is called once nothing that happens to this process can lose the fact any more */
    void tell(Call call, int status, TokenUsage usage, long latencyMs, Runnable safe) {
        metrics.count(call, status, usage, latencyMs);
        Instant now = clock.instant();
        Fact fact = fact(call, status, usage, latencyMs, now);
        Span publishing = call.trace().publishes(call.model(), status, usage, fact);
        long place = journal.add(fact.value());
        if (place == FactJournal.NO_ROOM) {
            publisher.publish(fact, now, traced(call, fact, publishing, new Telling(call, fact, safe)::answered));
            return;
        }
        publisher.publishUnawaited(fact, now, traced(call, fact, publishing, answer -> answered(place, answer)));
        ended(call, safe);
    }

    /** Nothing is kept of a call that is not traced, or all that the log has not answered yet would be. */
    private Consumer<Optional<LogPosition>> traced(
            Call call, Fact fact, Span publishing, Consumer<Optional<LogPosition>> answered) {
        if (!publishing.isRecording()) {
            return answered;
        }
        return answer -> {
            call.trace().published(publishing, fact, call.key().tenantId(), source, answer);
            answered.accept(answer);
        };
    }

    private void answered(long place, Optional<LogPosition> inLog) {
        if (inLog.isPresent()) {
            metrics.countConfirmed();
            journal.done(place);
        } else {
            journal.handOver(place);
        }
    }

    private static void ended(Call call, Runnable safe) {
        call.account().close();
        safe.run();
        call.trace().ends();
    }

    /** One fact that an answer waits for. */
    private final class Telling {
        private final Call call;
        private final Fact fact;
        private final Runnable safe;
        private final Context loop = vertx.getOrCreateContext();
        private final Timeout patience = timeouts.in(FactJournal.LOG_PATIENCE, this::keep);
        private final AtomicBoolean isSafe = new AtomicBoolean();
        private final AtomicBoolean isKept = new AtomicBoolean();

        Telling(Call call, Fact fact, Runnable safe) {
            this.call = call;
            this.fact = fact;
            this.safe = safe;
        }

        /** By the log. Keeps at once what it has not taken: when the door closes, no event loop may be left to do so. */
        void answered(Optional<LogPosition> place) {
            if (place.isPresent()) {
                metrics.countConfirmed();
                becomesSafe();
            } else {
                keep();
            }
        }

        private void keep() {
            if (!isSafe.get() && isKept.compareAndSet(false, true)) {
                metrics.countKept();
                spool.keep(fact.value(), isOnDisk -> becomesSafe());
            }
        }

        private void becomesSafe() {
            if (isSafe.compareAndSet(false, true)) {
                loop.runOnContext(done -> {
                    patience.giveUp();
                    ended(call, safe);
                });
            }
        }
    }

    private Fact fact(Call call, int status, TokenUsage usage, long latencyMs, Instant now) {
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
