package io.matrixplatform.ingest.inference.traces;

import io.matrixplatform.ingest.access.KnownKey;
import io.matrixplatform.ingest.inference.requests.Operation;
import io.matrixplatform.tracing.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.vertx.core.http.HttpServerRequest;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Begins the traces of calls, or goes on with those of their callers. Thread-safe. */
public final class CallTraces {
    /** Of an edge that traces nothing. */
    public static final CallTraces OFF = new CallTraces(Tracing.OFF, new TracedFacts(), InstantSource.system());

    private final Tracing tracing;
    private final TracedFacts facts;
    private final InstantSource clock;

    public CallTraces(Tracing tracing, TracedFacts facts, InstantSource clock) {
        this.tracing = tracing;
        this.facts = facts;
        this.clock = clock;
    }

    /**
     * Only for a call whose key is known: nobody else makes us keep anything.
     *
     * @param id of the request, and of the call's event
     */
    public CallTrace begin(HttpServerRequest request, Operation operation, String id, KnownKey key) {
        if (!tracing.isOn()) {
            return CallTrace.NONE;
        }
        Span call = tracing.tracer()
                .spanBuilder("POST " + operation.path())
                .setSpanKind(SpanKind.SERVER)
                .setParent(Tracing.continued(name -> header(request, name)))
                .startSpan();
        if (!call.isRecording()) {
            return CallTrace.NONE;
        }
        call.setAttribute("http.request.method", "POST")
                .setAttribute("http.route", operation.path())
                .setAttribute("url.path", operation.path())
                .setAttribute("url.scheme", "http")
                .setAttribute("gen_ai.operation.name", CallTrace.nameOf(operation))
                .setAttribute("matrix.event_id", id)
                .setAttribute("matrix.tenant_id", key.tenantId());
        return new CallTrace(tracing.tracer(), call, facts, clock);
    }

    private static @Nullable String header(HttpServerRequest request, String name) {
        List<String> values = request.headers().getAll(name);
        return values.isEmpty() ? null : String.join(",", values);
    }
}
