package io.matrixplatform.e2e.inference;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.matrixplatform.e2e.access.Tenant;
import io.matrixplatform.e2e.inference.PlannedStream.End;
import io.matrixplatform.e2e.inference.StreamCaller.Seen;
import io.matrixplatform.e2e.platform.Answer;
import io.matrixplatform.e2e.platform.Http;
import io.matrixplatform.e2e.platform.Platform;
import io.matrixplatform.e2e.platform.RunningStack;
import io.matrixplatform.events.metering.ApiCall;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ten thousand streams that end in all ways there are, while the edge is stopped and started under them. */
@ExtendWith(RunningStack.class)
@Execution(ExecutionMode.CONCURRENT)
class StreamEndsE2E {
    private static final Logger LOG = LoggerFactory.getLogger(StreamEndsE2E.class);
    private static final long SEED = 20_261_128;
    private static final int STREAMS = 10_000;
    private static final int AT_ONCE = 200;
    private static final int RESTARTS = 3;
    /** A server that fails five times in a row is left alone for a while: the others go on meanwhile. */
    private static final int SERVERS = 8;

    private final List<UpstreamOfStreams> upstreams = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();
    private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();

    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 4, unit = TimeUnit.MINUTES)
    void leaveOneFactEachWithTheTokensThatWereProducedAndNothingOpen(Platform platform) throws Exception {
        Instant before = Instant.now().minusSeconds(1);
        Tenant caller = Tenant.create(platform.operator(), "streams")
                .withKey(platform.operator(), "\"scopes\":[\"inference\"]");
        String models = "streams-" + caller.id().substring(20) + "-";
        try (SecondEdge edge = new SecondEdge(platform, "streams", folder)) {
            openUpstreams(platform.operator(), models);
            edge.start();
            GenerousLimits.of(caller, platform.operator(), edge.as(caller.secret()));

            callAll(edge, new StreamCaller(edge, caller.secret()), models);

            awaitNothingOpen(edge);
            Map<String, ApiCall> facts = new CallLog(platform).of(caller.id(), before);
            assertFactOfEach(facts);
            assertTokensOfFinishedStreams(facts);
            assertSettled(edge, facts.values());
            edge.stop();
        } finally {
            for (UpstreamOfStreams upstream : upstreams) {
                upstream.close();
            }
        }
    }

    private void openUpstreams(Http operator, String models) throws IOException {
        for (int i = 0; i < SERVERS; i++) {
            UpstreamOfStreams upstream = new UpstreamOfStreams(SEED);
            upstreams.add(upstream);
            Answer made = operator.post(
                    "/v1/routes",
                    "application/json",
                    "{\"model\":\"" + models + i + "\",\"route\":{\"upstreams\":[{\"provider\":\"test\",\"base_url\":\""
                            + upstream.url() + "\",\"model\":\"m\",\"idle_timeout\":\"PT1.5S\"}]}}");
            assertThat(made.status()).as(made.body()).isEqualTo(201);
        }
    }

    private void callAll(SecondEdge edge, StreamCaller caller, String models) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<?>> calling = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                calling.add(callers.submit(() -> {
                    for (int number = next.getAndIncrement(); number < STREAMS; number = next.getAndIncrement()) {
                        seen.add(call(caller, models + number % SERVERS, PlannedStream.of(SEED, number)));
                    }
                    return null;
                }));
            }
            for (int restart = 1; restart <= RESTARTS; restart++) {
                int due = restart * STREAMS / (RESTARTS + 1);
                await("the next restart").atMost(Duration.ofMinutes(1)).until(() -> next.get() >= due);
                edge.stop();
                edge.start();
            }
            for (Future<?> one : calling) {
                one.get();
            }
        } catch (ExecutionException failure) {
            throw new AssertionError("a caller failed, seed " + SEED, failure.getCause());
        } finally {
            callers.shutdownNow();
        }
    }

    private static Seen call(StreamCaller caller, String model, PlannedStream planned) throws InterruptedException {
        while (true) {
            Optional<Seen> made = caller.call(model, planned);
            if (made.isPresent()) {
                return made.get();
            }
        }
    }

    private void awaitNothingOpen(SecondEdge edge) {
        await("nothing is under way, seed " + SEED)
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> {
                    assertThat(edge.metric("inference_in_flight_requests")).isZero();
                    assertThat(edge.metric("inference_in_flight_bytes")).isZero();
                    assertThat(edge.metric("access_permits_out")).isZero();
                    assertThat(edge.metric("inference_spool_bytes")).isZero();
                });
        assertThat(edge.metric("access_permits_reaped_total")).isZero();
        assertThat(upstreams).allSatisfy(upstream -> {
            assertThat(upstream.open())
                    .as("streams of an upstream that are open")
                    .isZero();
            assertThat(upstream.notLeft()).as("streams that nobody ended").isZero();
        });
    }

    /** Calls of which an answer began are known by its id; others by their number, and by whether an upstream was asked. */
    private void assertFactOfEach(Map<String, ApiCall> facts) {
        assertThat(seen).as("seed " + SEED).hasSize(STREAMS);
        List<String> told =
                seen.stream().filter(Seen::hasBegun).map(Seen::requestId).toList();
        List<Seen> untold = seen.stream().filter(one -> !one.hasBegun()).toList();
        long askedOf = untold.stream().filter(this::wasAsked).count();
        LOG.atInfo()
                .addKeyValue("seed", SEED)
                .addKeyValue("facts", facts.size())
                .addKeyValue("answersBegun", told.size())
                .addKeyValue("answersWhole", seen.stream().filter(Seen::isWhole).count())
                .addKeyValue("noAnswer", untold.size())
                .log("streams have ended");
        assertThat(told).doesNotHaveDuplicates();
        assertThat(facts).as("seed " + SEED).containsKeys(told.toArray(String[]::new));
        assertThat((long) facts.size() - told.size())
                .as("facts of %s calls without an answer, %s of which an upstream was asked", untold.size(), askedOf)
                .isBetween(askedOf, (long) untold.size());
    }

    private boolean wasAsked(Seen one) {
        int number = one.planned().number();
        return upstreams.get(number % SERVERS).hasBegun(number);
    }

    private void assertTokensOfFinishedStreams(Map<String, ApiCall> facts) {
        List<Seen> whole = seen.stream().filter(Seen::isWhole).toList();
        assertThat(whole).hasSizeGreaterThan(STREAMS / 2);
        for (Seen one : whole) {
            ApiCall fact = requireNonNull(facts.get(one.requestId()), one::requestId);
            assertThat(one.planned().end()).isEqualTo(End.FINISHED);
            assertThat(fact.getStatus()).isEqualTo(200);
            assertThat(fact.getEstimated()).isFalse();
            assertThat(fact.getInputTokens()).isEqualTo(one.planned().inputTokens());
            assertThat(fact.getOutputTokens()).isEqualTo(one.planned().outputTokens());
        }
        Map<Integer, Long> others = facts.values().stream()
                .filter(fact -> fact.getEstimated() || fact.getStatus() != 200)
                .collect(groupingBy(ApiCall::getStatus, counting()));
        assertThat(others.keySet()).as("%s", others).contains(499, 502, 504).isSubsetOf(499, 502, 503, 504);
    }

    private static void assertSettled(SecondEdge edge, Collection<ApiCall> facts) {
        List<ApiCall> ofThisLife = facts.stream()
                .filter(fact -> fact.getSource().equals(edge.source()))
                .toList();
        assertThat(ofThisLife).hasSizeGreaterThan(STREAMS / 10);
        assertThat(edge.metric("access_tokens_settled_total"))
                .isEqualTo((double) sum(ofThisLife, fact -> fact.getInputTokens() + fact.getOutputTokens()));
    }

    private static long sum(Collection<ApiCall> facts, ToLongFunction<ApiCall> tokens) {
        return facts.stream().mapToLong(tokens).sum();
    }
}
