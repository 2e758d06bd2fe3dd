package io.matrixplatform.e2e.operations;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.matrixplatform.e2e.access.Tenant;
import io.matrixplatform.e2e.operations.Dashboards.Query;
import io.matrixplatform.e2e.operations.PromQl.Selector;
import io.matrixplatform.e2e.platform.Answer;
import io.matrixplatform.e2e.platform.Http;
import io.matrixplatform.e2e.platform.Platform;
import io.matrixplatform.e2e.platform.RunningStack;
import io.matrixplatform.local.process.PortOwner;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What the dashboards ask for, the running processes show: a metric or label that is renamed is noticed here. */
@ExtendWith(RunningStack.class)
@Execution(ExecutionMode.CONCURRENT)
class DashboardsE2E {
    private static final String JSON = "application/json";
    private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]";
    /** Prometheus gives them to every series. */
    private static final Set<String> OF_PROMETHEUS = Set.of("job", "instance");

    private final Dashboards dashboards = Dashboards.inRepository();
    private Platform platform;

    /** Many a metric is not there before what it counts has happened once. */
    @BeforeEach
    void letEverythingHappenOnce(Platform running) {
        platform = running;
        Tenant tenant = Tenant.create(platform.operator(), "watched");
        Http caller = platform.ingest(tenant.withKey(platform.operator(), "\"scopes\":[\"inference\"]")
                .secret());
        await("the new key reaches the edge")
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> caller.get("/v1/models").status() == 200);
        assertThat(call(caller, "").status()).isEqualTo(200);
        assertThat(call(caller, ",\"stream\":true").status()).isEqualTo(200);
        assertThat(call(caller, ",\"sandbox\":{\"status\":500}").status()).isEqualTo(502);
        assertThat(call(caller.as("mtx_live_nobody"), "").status()).isEqualTo(401);
        assertThat(platform.ingest(tenant.secret())
                        .post("/v1/events", "application/cloudevents+json", """
                                {"specversion":"1.0","id":"1","source":"/watched","type":"watched","time":"%s","data":{"n":1}}""".formatted(Instant.now()))
                        .status())
                .isEqualTo(202);
        platform.operator()
                .get("/v1/usage?tenant=" + tenant.id() + "&meter=api.calls&window=total"
                        + "&from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z");
    }

    @Test
    void everyMetricAndLabelOfADashboardIsShown() throws IOException {
        List<Query> queries = dashboards.queries();
        assertThat(queries).hasSizeGreaterThan(30);

        await("all metrics are there")
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(missing(queries)).isEmpty());
    }

    @Test
    void aNameThatIsShownByNobodyIsNoticed() throws IOException {
        assertThat(missing(List.of(
                        new Query("a", "sum by (statuz) (rate(inference_calls_total{job=\"matrix-ingest\"}[5m]))"),
                        new Query("b", "rate(inference_callz_total{job=\"matrix-ingest\"}[5m])"),
                        new Query("c", "inference_calls_total{job=\"matrix-ingest\",model=\"{m}\"} > 1e3 offset 5m"))))
                .containsExactly(
                        "a: nothing has the label statuz",
                        "b: matrix-ingest shows no inference_callz_total",
                        "c: inference_calls_total has no label model");
    }

    private Set<String> missing(List<Query> queries) throws IOException {
        Map<String, Exposition> shown = shown();
        Set<String> missing = new TreeSet<>();
        for (Query query : queries) {
            PromQl expression = PromQl.of(query.expression());
            assertThat(expression.selectors()).as(query.toString()).isNotEmpty();
            Set<String> labels = new HashSet<>(OF_PROMETHEUS);
            for (Selector selector : expression.selectors()) {
                String job = selector.matchers().getOrDefault("job", "(none)");
                assertThat(shown).as(query + ": the job of " + selector).containsKey(job);
                Set<String> has = requireNonNull(shown.get(job)).labels().get(selector.metric());
                if (has == null) {
                    missing.add(query.where() + ": " + job + " shows no " + selector.metric());
                    continue;
                }
                labels.addAll(has);
                selector.matchers().keySet().stream()
                        .filter(label -> !has.contains(label) && !OF_PROMETHEUS.contains(label))
                        .forEach(label ->
                                missing.add(query.where() + ": " + selector.metric() + " has no label " + label));
            }
            expression.grouping().stream()
                    .filter(label -> !labels.contains(label))
                    .forEach(label -> missing.add(query.where() + ": nothing has the label " + label));
        }
        return missing;
    }

    /** By job, as the example for Prometheus scrapes them. */
    private Map<String, Exposition> shown() throws IOException {
        Map<String, Exposition> shown = new HashMap<>();
        for (Map.Entry<String, List<Integer>> job : dashboards.scraped().entrySet()) {
            for (int base : job.getValue()) {
                int port = base + platform.stack().ports().offset();
                // A TaskManager that stands by may not have been started yet.
                if (!PortOwner.isFree(port)) {
                    shown.merge(job.getKey(), scrape(port), Exposition::and);
                }
            }
        }
        assertThat(shown).containsOnlyKeys("matrix-ingest", "matrix-api", "matrix-jobmanager", "matrix-taskmanager");
        return shown;
    }

    private static Exposition scrape(int port) {
        Answer answer = new Http("http://127.0.0.1:" + port, "").get("/metrics");
        assertThat(answer.status()).as("port " + port).isEqualTo(200);
        return Exposition.of(answer.body());
    }

    private static Answer call(Http caller, String more) {
        return caller.post("/v1/chat/completions", JSON, "{\"model\":\"sandbox-small\"," + MESSAGES + more + "}");
    }
}
