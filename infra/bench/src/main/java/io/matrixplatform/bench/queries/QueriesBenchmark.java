package io.matrixplatform.bench.queries;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.matrixplatform.bench.ApiClient;
import io.matrixplatform.bench.Benchmark;
import io.matrixplatform.bench.Figures;
import io.matrixplatform.bench.Latencies;
import io.matrixplatform.bench.Servers;
import io.matrixplatform.bench.Site;
import io.matrixplatform.local.layout.Environment;
import io.matrixplatform.local.layout.Port;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * What a dashboard asks, through the API, over ten million rollups and ten million calls in Pinot. Loading may take more than
 * one run.
 */
public final class QueriesBenchmark implements Benchmark {
    private static final Duration LOADING_MAX = Duration.ofSeconds(345);
    /** Of the run's time: what is left is for asking. */
    private static final Duration REST_MAX = Duration.ofSeconds(400);

    private static final Duration REST_STEP = Duration.ofSeconds(2);
    private static final double REST_SHARE = 0.1;
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration MEASURED = Duration.ofSeconds(45);
    /** Pinot keeps the key of each rollup on its heap; the stack's own size is for far fewer. */
    private static final String PINOT_HEAP = "4g";

    private final Supplier<Site> kept;

    @SuppressWarnings("NullAway.Init") // by run
    private Site site;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ObjectMapper json = new ObjectMapper();

    /** @param kept where the data are; looked up only when it is run */
    public QueriesBenchmark(Supplier<Site> kept) {
        this.kept = kept;
    }

    @Override
    public String name() {
        return "queries";
    }

    @Override
    public String summary() {
        return "dashboard questions over 10 million rollups and calls; keeps its data, loads in the first runs";
    }

    @Override
    public void run(Figures figures) throws Exception {
        long begin = System.nanoTime();
        site = kept.get();
        try (Servers servers = Servers.onKeptData(site, figures::progress)) {
            servers.heap("pinot", PINOT_HEAP);
            servers.start("postgresql", "kafka", "registry", "pinot");
            servers.prepare("database", "contracts", "tables");
            ApiClient api = new ApiClient(site.ports().url(Port.API), operatorToken());
            List<String> tenants = tenants(servers, api);
            Instant end = end();
            if (!loaded(servers, new BigData(tenants, end), begin + LOADING_MAX.toNanos(), figures)) {
                figures.progress("not all is loaded yet: run it again, it goes on from here");
                return;
            }
            servers.start("api");
            if (!rested(servers, begin + REST_MAX.toNanos())) {
                figures.progress("api still reads what was loaded: run it again");
                return;
            }
            Map<String, String> questions = questions(end);
            ask(api, tenants, questions, WARM_UP);
            report(ask(api, tenants, questions, MEASURED), figures);
        }
    }

    private String operatorToken() throws IOException {
        return new Environment(site.folders(), site.ports()).forTools().getOrDefault("MATRIX_OPERATOR_TOKEN", "");
    }

    /** As the first run founded them. While data are loaded api is away, since it reads all of them too. */
    private List<String> tenants(Servers servers, ApiClient operator) throws Exception {
        Path file = site.folders().state().resolve("tenants");
        if (!Files.exists(file)) {
            servers.start("api");
            for (int known = list(operator).size(); known < BigData.TENANTS; known++) {
                operator.found("Bench " + known);
            }
            Files.write(file, list(operator));
            servers.stopLast();
        }
        return Files.readAllLines(file);
    }

    private static List<String> list(ApiClient operator) throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        operator.get("/v1/tenants?limit=" + BigData.TENANTS)
                .path("data")
                .forEach(tenant -> ids.add(tenant.path("id").asText()));
        return ids;
    }

    /** The end of the data's time, as the first run set it. */
    private Instant end() throws IOException {
        Path file = site.folders().state().resolve("end");
        if (!Files.exists(file)) {
            Instant hour = Instant.ofEpochMilli(System.currentTimeMillis()).truncatedTo(ChronoUnit.HOURS);
            Files.writeString(file, hour.toString());
        }
        return Instant.parse(Files.readString(file));
    }

    private boolean loaded(Servers servers, BigData data, long until, Figures figures) throws Exception {
        boolean isWritten;
        try (Loading loading = new Loading(servers.kafka(), servers.registry(), data)) {
            isWritten = loading.load(until);
        }
        long rollups = 0;
        long calls = 0;
        do {
            rollups = count("usage_rollup");
            calls = count("api_call");
            figures.progress(String.format("Pinot has %,d rollups and %,d calls", rollups, calls));
            TimeUnit.SECONDS.sleep(5);
        } while ((rollups < BigData.ROLLUPS || calls < BigData.CALLS) && System.nanoTime() < until);
        return isWritten && rollups >= BigData.ROLLUPS && calls >= BigData.CALLS;
    }

    /** When it starts, api reads what was said in the last hour; here that may be all that was loaded, at the cost of both cores. */
    private static boolean rested(Servers servers, long until) throws InterruptedException {
        while (System.nanoTime() < until) {
            Duration before = servers.cpuOfLast();
            TimeUnit.NANOSECONDS.sleep(REST_STEP.toNanos());
            if (servers.cpuOfLast().minus(before).toNanos() < REST_SHARE * REST_STEP.toNanos()) {
                return true;
            }
        }
        return false;
    }

    private long count(String table) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(site.ports().url(Port.PINOT_BROKER) + "/query/sql"))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"sql\":\"SELECT COUNT(*) FROM " + table + " LIMIT 1\"}"))
                .build();
        JsonNode answer = json.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        return answer.path("resultTable").path("rows").path(0).path(0).asLong();
    }

    /** By name; {@code tenant=} is added. */
    private static Map<String, String> questions(Instant end) {
        String hour = "&from=" + end.minus(Duration.ofHours(1)) + "&to=" + end;
        String day = "&from=" + end.minus(Duration.ofDays(1)) + "&to=" + end;
        Instant week = end.minus(Duration.ofDays(6)).truncatedTo(ChronoUnit.DAYS);
        String days = "&from=" + week + "&to=" + end.truncatedTo(ChronoUnit.DAYS);
        Map<String, String> questions = new LinkedHashMap<>();
        questions.put("minutes of an hour", "/v1/usage?meter=api.calls&window=minute" + hour);
        questions.put("hours of a day by model", "/v1/usage?meter=tokens.output&window=hour&group_by=model" + day);
        questions.put("total of a day by model and route", "/v1/usage?meter=api.calls&group_by=model,route" + day);
        questions.put("days of a week", "/v1/usage?meter=tokens.input&window=day" + days);
        questions.put("overview of an hour", "/v1/analytics/overview?compare=previous" + hour);
        questions.put("overview of a day", "/v1/analytics/overview?compare=previous" + day);
        return questions;
    }

    private static Map<String, Latencies> ask(
            ApiClient api, List<String> tenants, Map<String, String> questions, Duration time)
            throws IOException, InterruptedException {
        Map<String, Latencies> measured = new LinkedHashMap<>();
        long until = System.nanoTime() + time.toNanos();
        for (int round = 0; System.nanoTime() < until; round++) {
            String tenant = tenants.get(round % tenants.size());
            for (Map.Entry<String, String> question : questions.entrySet()) {
                double tookMs = api.timedGet(question.getValue() + "&tenant=" + tenant);
                measured.computeIfAbsent(question.getKey(), unused -> new Latencies())
                        .add(tookMs);
            }
        }
        return measured;
    }

    private static void report(Map<String, Latencies> measured, Figures figures) {
        Latencies all = new Latencies();
        measured.forEach((question, latencies) -> {
            figures.progress(String.format(
                    "%s: p50 %.0f ms, p95 %.0f ms, %d times",
                    question, latencies.percentile(50), latencies.percentile(95), latencies.size()));
            all.addAll(latencies);
        });
        figures.figure("query_p50_ms", all.percentile(50), "ms");
        figures.figure("query_p95_ms", all.percentile(95), "ms");
    }
}
