package io.matrixplatform.ingest.inference.calls;

import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.ingest.inference.answers.TokenUsage;
import io.matrixplatform.ingest.metering.Fact;
import io.matrixplatform.ingest.metering.FactPublisher;
import io.matrixplatform.ingest.metering.ServedCalls;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the fact of each call and puts it into the log. Belongs to one event loop, but may be told from anywhere. */
final class CallFacts {
    private static final Logger LOG = LoggerFactory.getLogger(CallFacts.class);

    private final Vertx vertx;
    private final ServedCalls writer;
    private final FactPublisher publisher;
    private final CallMetrics metrics;
    private final String source;
    private final InstantSource clock;

    CallFacts(
            Vertx vertx,
            ServedCalls writer,
            FactPublisher publisher,
            CallMetrics metrics,
            String source,
            InstantSource clock) {
        this.vertx = vertx;
        this.writer = writer;
        this.publisher = publisher;
        this.metrics = metrics;
        this.source = source;
        this.clock = clock;
    }

    void tell(Call call, int status, TokenUsage usage, long latencyMs) {
        metrics.count(call.operation(), status);
        Instant now = clock.instant();
        Context loop = vertx.getOrCreateContext();
        Fact fact = fact(call, status, usage, latencyMs, now);
        publisher.publish(
                List.of(fact),
                now,
                unconfirmed -> loop.runOnContext(answered -> {
                    call.account().close();
                    metrics.countFact(unconfirmed.isEmpty());
                    if (!unconfirmed.isEmpty()) {
                        LOG.atError()
                                .addKeyValue("requestId", call.id())
                                .addKeyValue("tenantId", call.key().tenantId())
                                .addKeyValue("why", unconfirmed.get(0).why())
                                .log("the fact of a call was not confirmed");
                    }
                }));
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
