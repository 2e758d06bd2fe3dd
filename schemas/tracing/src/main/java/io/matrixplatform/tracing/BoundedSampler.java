package io.matrixplatform.tracing;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Lets so many traces begin in a second, however many another sampler would keep: any caller can ask for his calls to be traced.
 * What happens within a trace is not asked again.
 */
final class BoundedSampler implements Sampler {
    private final Sampler sampler;
    private final int perSecondMax;
    private final LongSupplier nanos;
    private long second;
    private int begun;

    /** @param nanos of a clock that never steps back */
    BoundedSampler(Sampler sampler, int perSecondMax, LongSupplier nanos) {
        this.sampler = sampler;
        this.perSecondMax = perSecondMax;
        this.nanos = nanos;
        this.second = second();
    }

    @Override
    public SamplingResult shouldSample(
            Context parent, String traceId, String name, SpanKind kind, Attributes attributes, List<LinkData> links) {
        SamplingResult asked = sampler.shouldSample(parent, traceId, name, kind, attributes, links);
        boolean isDropped = asked.getDecision() == SamplingDecision.DROP;
        return isDropped || isWithin(parent) || mayBegin() ? asked : SamplingResult.drop();
    }

    private static boolean isWithin(Context parent) {
        SpanContext span = Span.fromContext(parent).getSpanContext();
        return span.isValid() && !span.isRemote();
    }

    private synchronized boolean mayBegin() {
        long now = second();
        if (now != second) {
            second = now;
            begun = 0;
        }
        return begun++ < perSecondMax;
    }

    private long second() {
        return TimeUnit.NANOSECONDS.toSeconds(nanos.getAsLong());
    }

    @Override
    public String getDescription() {
        return "at most " + perSecondMax + " a second of " + sampler.getDescription();
    }
}
