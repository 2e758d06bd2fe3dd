package io.matrixplatform.tracing;

import static io.opentelemetry.sdk.trace.samplers.SamplingDecision.DROP;
import static io.opentelemetry.sdk.trace.samplers.SamplingDecision.RECORD_AND_SAMPLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BoundedSamplerTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";
    private static final Context ASKED = Tracing.continued("00-" + TRACE + "-" + SPAN + "-01");

    private final AtomicLong nanos = new AtomicLong();
    private final BoundedSampler sampler =
            new BoundedSampler(Sampler.parentBased(Sampler.traceIdRatioBased(0)), 2, nanos::get);

    @Test
    void keepsWhatCallersAskForUpToTheBound() {
        assertThat(decide(ASKED)).isEqualTo(RECORD_AND_SAMPLE);
        assertThat(decide(ASKED)).isEqualTo(RECORD_AND_SAMPLE);
        assertThat(decide(ASKED)).isEqualTo(DROP);

        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertThat(decide(ASKED)).isEqualTo(RECORD_AND_SAMPLE);
    }

    @Test
    void leavesATraceThatHasBegunWhole() {
        Context within = Context.root()
                .with(Span.wrap(SpanContext.create(TRACE, SPAN, TraceFlags.getSampled(), TraceState.getDefault())));

        for (int child = 0; child < 10; child++) {
            assertThat(decide(within)).isEqualTo(RECORD_AND_SAMPLE);
        }
        assertThat(decide(ASKED)).as("none of them was counted").isEqualTo(RECORD_AND_SAMPLE);
    }

    @Test
    void dropsWhatNobodyAskedForWithoutCountingIt() {
        for (int call = 0; call < 10; call++) {
            assertThat(decide(Context.root())).isEqualTo(DROP);
            assertThat(decide(Tracing.continued("00-" + TRACE + "-" + SPAN + "-00")))
                    .isEqualTo(DROP);
            assertThat(decide(Tracing.continued("no traceparent"))).isEqualTo(DROP);
        }
        assertThat(decide(ASKED)).isEqualTo(RECORD_AND_SAMPLE);
    }

    private SamplingDecision decide(Context parent) {
        return sampler.shouldSample(parent, TRACE, "call", SpanKind.SERVER, Attributes.empty(), List.of())
                .getDecision();
    }
}
