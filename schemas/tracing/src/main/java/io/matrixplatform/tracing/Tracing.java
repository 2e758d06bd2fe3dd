package io.matrixplatform.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Makes the spans of one process, or of what it watches. Thread-safe; spans are sent by a thread of its own. */
public final class Tracing implements AutoCloseable {
    /** For a process that is told of no collector. */
    public static final Tracing OFF = new Tracing(null);

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

    /** The context of a caller's {@code traceparent} (W3C Trace Context); an empty one where that is missing or none. */
    public static Context continued(@Nullable String traceparent) {
        return traceparent == null
                ? Context.root()
                : W3CTraceContextPropagator.getInstance()
                        .extract(Context.root(), Map.of(TRACEPARENT, traceparent), FromMap.INSTANCE);
    }

    /** What {@link #continued} goes on from. */
    public static String traceparent(Span span) {
        Map<String, String> carrier = new HashMap<>();
        W3CTraceContextPropagator.getInstance().inject(Context.root().with(span), carrier, Map::put);
        return carrier.getOrDefault(TRACEPARENT, "");
    }

    /** Sends what waits, for as long as a stop may take. */
    @Override
    public void close() {
        SdkTracerProvider open = provider;
        if (open != null) {
            open.shutdown().join(CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private enum FromMap implements TextMapGetter<Map<String, String>> {
        INSTANCE;

        @Override
        public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
            return carrier == null ? null : carrier.get(key);
        }
    }
}
