package io.matrixplatform.ingest.inference.traces;

import io.matrixplatform.events.operations.TracedFact;
import io.matrixplatform.ingest.access.limits.Decision;
import io.matrixplatform.ingest.access.limits.Decision.Refused;
import io.matrixplatform.ingest.inference.answers.TokenUsage;
import io.matrixplatform.ingest.inference.requests.Operation;
import io.matrixplatform.ingest.inference.routes.Upstream;
import io.matrixplatform.ingest.inference.upstreams.Fault;
import io.matrixplatform.ingest.metering.Fact;
import io.matrixplatform.ingest.metering.LogPosition;
import io.matrixplatform.tracing.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The spans of one call, or nothing where it is not traced. Steps come one after the other; the last of them, and the end, may come
 * from any thread.
 */
public final class CallTrace {
    /** Of a call that is not traced. */
    public static final CallTrace NONE =
            new CallTrace(TracerProvider.noop().get(""), Span.getInvalid(), new TracedFacts(), InstantSource.system());

    private static final String ERROR_TYPE = "error.type";
    private static final String STATUS = "http.response.status_code";
    private static final String MODEL = "gen_ai.request.model";
    private static final int SERVER_ERROR = 500;
    private static final int CLIENT_ERROR = 400;

    private final Tracer tracer;
    private final Span call;
    private final TracedFacts facts;
    private final InstantSource clock;
    private volatile Span attempt = Span.getInvalid();

    CallTrace(Tracer tracer, Span call, TracedFacts facts, InstantSource clock) {
        this.tracer = tracer;
        this.call = call;
        this.facts = facts;
        this.clock = clock;
    }

    /** As the conventions of GenAI have it. */
    static String nameOf(Operation operation) {
        return switch (operation) {
            case CHAT, MESSAGES -> "chat";
            case COMPLETION -> "text_completion";
            case EMBEDDING -> "embeddings";
        };
    }

    /** The decision is about to be made; to be ended by {@link #decided}. */
    public Span limits() {
        return child("limits", SpanKind.INTERNAL);
    }

    public void decided(Span limits, Decision decision) {
        if (limits.isRecording() && decision instanceof Refused refused) {
            limits.setAttribute("matrix.limits.refused", refused.reason().name().toLowerCase(Locale.ROOT));
            if (refused.excess() != null) {
                limits.setAttribute(
                        "matrix.limits.limit", refused.excess().limit().name());
            }
        }
        limits.end();
    }

    /**
     * An upstream is about to be asked; the one before has failed.
     *
     * @param headers of the request that go on with it
     * @return the same, and those by which the upstream can go on with the trace
     */
    public Map<String, String> asks(Operation operation, Upstream upstream, Map<String, String> headers) {
        if (!call.isRecording()) {
            return headers;
        }
        Span asking = child(nameOf(operation) + " " + upstream.model(), SpanKind.CLIENT);
        asking.setAttribute("gen_ai.operation.name", nameOf(operation))
                .setAttribute("gen_ai.provider.name", upstream.provider())
                .setAttribute(MODEL, upstream.model())
                .setAttribute("server.address", upstream.url().host())
                .setAttribute("server.port", upstream.url().port())
                .setAttribute("http.request.method", "POST");
        attempt = asking;
        Map<String, String> handedOn = new HashMap<>(headers);
        handedOn.putAll(Tracing.headers(asking));
        return handedOn;
    }

    /** The answer of the upstream that was asked last has begun. */
    public void answers(int status) {
        attempt.setAttribute(STATUS, status);
        if (status >= CLIENT_ERROR) {
            attempt.setAttribute(ERROR_TYPE, Integer.toString(status)).setStatus(StatusCode.ERROR);
        }
    }

    /** Nothing came, or comes any more, of what was asked last. */
    public void fails(Fault fault) {
        attempt.setAttribute(ERROR_TYPE, fault.toString()).setStatus(StatusCode.ERROR);
        attempt.end();
    }

    /** The call has ended, and its fact is about to be published; to be ended by {@link #published}. */
    public Span publishes(String model, int status, TokenUsage usage, Fact fact) {
        attempt.end();
        if (!call.isRecording()) {
            return Span.getInvalid();
        }
        call.setAttribute(MODEL, model)
                .setAttribute(STATUS, status)
                .setAttribute("gen_ai.usage.input_tokens", usage.input())
                .setAttribute("gen_ai.usage.output_tokens", usage.output())
                .setAttribute("matrix.usage.estimated", usage.isEstimated());
        if (status >= SERVER_ERROR) {
            call.setAttribute(ERROR_TYPE, Integer.toString(status)).setStatus(StatusCode.ERROR);
        }
        return child("send " + fact.topic().name(), SpanKind.PRODUCER)
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.operation.name", "send")
                .setAttribute("messaging.operation.type", "send")
                .setAttribute("messaging.destination.name", fact.topic().name())
                .setAttribute("messaging.message.body.size", fact.value().length);
    }

    /**
     * The log has answered.
     *
     * @param place empty if the fact is kept on the disk instead; the trace then ends here
     */
    public void published(Span publish, Fact fact, String tenant, String source, Optional<LogPosition> place) {
        if (!publish.isRecording()) {
            return;
        }
        if (place.isEmpty()) {
            publish.setAttribute(ERROR_TYPE, "unconfirmed").setStatus(StatusCode.ERROR);
        }
        place.ifPresent(stands -> {
            publish.setAttribute("messaging.destination.partition.id", Integer.toString(stands.partition()))
                    .setAttribute("messaging.kafka.offset", stands.offset());
            facts.add(new TracedFact(
                    Tracing.traceparent(publish),
                    fact.topic().name(),
                    stands.partition(),
                    stands.offset(),
                    tenant,
                    source,
                    fact.id(),
                    clock.instant().truncatedTo(ChronoUnit.MICROS)));
        });
        publish.end();
    }

    /** The caller has all of the answer. */
    public void ends() {
        call.end();
    }

    private Span child(String name, SpanKind kind) {
        return call.isRecording()
                ? tracer.spanBuilder(name)
                        .setSpanKind(kind)
                        .setParent(Context.root().with(call))
                        .startSpan()
                : Span.getInvalid();
    }
}
