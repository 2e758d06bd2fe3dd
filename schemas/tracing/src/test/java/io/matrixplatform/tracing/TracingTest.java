package io.matrixplatform.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.tracing.testing.SpanCollector;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TracingTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String ASKED = "00-" + TRACE + "-00f067aa0ba902b7-01";

    @Test
    void goesOnWithTheTraceOfACallerAndHandsItOn() {
        try (SpanCollector collector = new SpanCollector(0)) {
            try (Tracing edge = Tracing.ofRequests(new TracingConfig(collector.endpoint(), 0, 50), "edge", "one");
                    Tracing job = Tracing.ofFollowers(new TracingConfig(collector.endpoint(), 0, 50), "job", "two")) {
                Span first = span(edge, "first", ASKED);
                span(job, "second", Tracing.traceparent(first)).end();
                first.end();
            }
            assertThat(collector.of(TRACE))
                    .extracting(span -> span.service() + " " + span.name())
                    .containsExactlyInAnyOrder("edge first", "job second");
            String first = collector.of(TRACE).stream()
                    .filter(span -> span.name().equals("first"))
                    .findFirst()
                    .orElseThrow()
                    .id();
            assertThat(collector.of(TRACE))
                    .extracting(span -> span.name() + " below " + span.parent())
                    .containsExactlyInAnyOrder("first below 00f067aa0ba902b7", "second below " + first);
        }
    }

    @Test
    void handsOnWhatCallersSayOfATrace() {
        try (SpanCollector collector = new SpanCollector(0);
                Tracing edge = Tracing.ofRequests(new TracingConfig(collector.endpoint(), 0, 50), "edge", "one")) {
            Span span = edge.tracer()
                    .spanBuilder("call")
                    .setParent(Tracing.continued(Map.of("traceparent", ASKED, "tracestate", "theirs=1,ours=2")::get))
                    .startSpan();

            assertThat(Tracing.headers(span))
                    .containsEntry("traceparent", Tracing.traceparent(span))
                    .containsEntry("tracestate", "theirs=1,ours=2");
        }
        assertThat(Tracing.headers(Span.getInvalid())).isEmpty();
    }

    @Test
    void beginsTracesByTheRatioAndFollowersBeginNone() {
        try (SpanCollector collector = new SpanCollector(0)) {
            try (Tracing edge = Tracing.ofRequests(new TracingConfig(collector.endpoint(), 1, 50), "edge", "one");
                    Tracing job = Tracing.ofFollowers(new TracingConfig(collector.endpoint(), 1, 50), "job", "two")) {
                edge.tracer().spanBuilder("begun").startSpan().end();
                job.tracer().spanBuilder("not begun").startSpan().end();
            }
            assertThat(collector.all()).extracting(span -> span.name()).containsExactly("begun");
        }
    }

    /** It takes connections, and never answers. */
    @Test
    @Timeout(20)
    void nobodyWaitsForACollectorThatDoesNotAnswer() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Tracing tracing = Tracing.ofRequests(
                    new TracingConfig("http://127.0.0.1:" + silent.getLocalPort(), 1, 1_000_000), "edge", "one");
            long begin = System.nanoTime();
            for (int call = 0; call < 50_000; call++) {
                tracing.tracer()
                        .spanBuilder("call")
                        .setParent(Context.root())
                        .startSpan()
                        .end();
            }
            Duration taken = Duration.ofNanos(System.nanoTime() - begin);
            tracing.close();

            assertThat(taken).isLessThan(Duration.ofSeconds(5)); // the exporter alone waits so long for an answer
        }
    }

    private static Span span(Tracing tracing, String name, String traceparent) {
        return tracing.tracer()
                .spanBuilder(name)
                .setParent(Tracing.continued(traceparent))
                .startSpan();
    }
}
