package io.matrixplatform.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes the spans of one process, or of what it watches. Thread-safe; spans are sent by a thread of its own. */
public final class Tracing implements AutoCloseable {
    /** For a process that is told of no collector. */
    public static final Tracing OFF = new Tracing(null);

    private static final TextMapPropagator W3C = W3CTraceContextPropagator.getInstance();
    private static final String TRACEPARENT = "traceparent";
    private static final int QUEUED_MAX = 4_096;
    private static final Duration SENT_EVERY = Duration.ofSeconds(1);
    private static final Duration SEND_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    private final @Nullable SdkTracerProvider provider;
    private final Tracer tracer;

    private Tracing(@Nullable SdkTracerProvider provider) {
        this.provider = provider;
        this.tracer = (provider == null ? TracerProvider.noop() : provider).get("io.matrixplatform");
    }

    /**
     * For a process that takes requests: it begins traces, and goes on with those of callers that are to be kept.
     *
     * @param service {@code service.name} of its spans
     * @param instance {@code service.instance.id}
     */
    public static Tracing ofRequests(TracingConfig config, String service, String instance) {
        Sampler asked = Sampler.parentBased(Sampler.traceIdRatioBased(config.ratio()));
        return of(config, service, instance, new BoundedSampler(asked, config.perSecondMax(), System::nanoTime));
    }

    /** For work that goes on with traces that others have begun, and begins none. */
    public static Tracing ofFollowers(TracingConfig config, String service, String instance) {
        return of(config, service, instance, Sampler.parentBased(Sampler.alwaysOff()));
    }

    private static Tracing of(TracingConfig config, String service, String instance, Sampler sampler) {
        if (!config.isOn()) {
            return OFF;
        }
        OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(config.tracesUrl())
                .setCompression("gzip")
                .setTimeout(SEND_TIMEOUT)
                .build();
        return new Tracing(SdkTracerProvider.builder()
                .setSampler(sampler)
                .setResource(Resource.getDefault()
                        .merge(Resource.create(Attributes.of(
                                AttributeKey.stringKey("service.name"), service,
                                AttributeKey.stringKey("service.namespace"), "matrix",
                                AttributeKey.stringKey("service.instance.id"), instance))))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter)
                        .setMaxQueueSize(QUEUED_MAX)
                        .setScheduleDelay(SENT_EVERY)
                        .setExporterTimeout(SEND_TIMEOUT)
                        .build())
                .build());
    }

    public boolean isOn() {
        return provider != null;
    }

    /** Of spans that nobody sees, when this is off. */
    public Tracer tracer() {
        return tracer;
    }

    /**
     * The context of a caller's {@code traceparent} and {@code tracestate} (W3C Trace Context); an empty one where the first is missing
     * or none.
     *
     * @param headers the value of a header by its name, several of one name joined by commas; null if there is none
     */
    public static Context continued(Function<String, @Nullable String> headers) {
        return W3C.extract(Context.root(), headers, FromHeaders.INSTANCE);
    }

    /** The same for what {@link #traceparent} answered. */
    public static Context continued(String traceparent) {
        return continued(name -> name.equals(TRACEPARENT) ? traceparent : null);
    }

    /** The headers that hand a trace on to whoever is asked within a span: what {@link #continued(Function)} goes on from. */
    public static Map<String, String> headers(Span span) {
        Map<String, String> headers = new HashMap<>();
        W3C.inject(Context.root().with(span), headers, Map::put);
        return headers;
    }

    /** The one of {@link #headers} without which there is no trace, for where there is room for one. */
    public static String traceparent(Span span) {
        return headers(span).getOrDefault(TRACEPARENT, "");
    }

    /** Sends what waits, for as long as a stop may take. */
    @Override
    public void close() {
        SdkTracerProvider open = provider;
        if (open != null) {
            open.shutdown().join(CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private enum FromHeaders implements TextMapGetter<Function<String, @Nullable String>> {
        INSTANCE;

        @Override
        public @Nullable String get(@Nullable Function<String, @Nullable String> headers, String name) {
            return headers == null ? null : headers.apply(name);
        }
    }
}
