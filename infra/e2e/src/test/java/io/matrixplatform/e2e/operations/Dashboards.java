package io.matrixplatform.e2e.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of {@code infra/dashboards}. */
record Dashboards(Path folder) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern JOB = Pattern.compile("job_name: (\\S+)\\s+static_configs:\\s+- targets: \\[([^]]*)]");
    private static final Pattern TARGET = Pattern.compile("\"127\\.0\\.0\\.1:(\\d+)\"");

    /** @param where file and title of its panel */
    record Query(String where, String expression) {}

    static Dashboards inRepository() {
        return new Dashboards(Path.of(System.getProperty("matrix.home"), "infra", "dashboards"));
    }

    List<Query> queries() throws IOException {
        List<Query> queries = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                JsonNode dashboard = JSON.readTree(file.toFile());
                for (JsonNode panel : dashboard.path("panels")) {
                    String where =
                            file.getFileName() + ", " + panel.path("title").asText();
                    for (JsonNode target : panel.path("targets")) {
                        queries.add(new Query(where, target.path("expr").asText()));
                    }
                }
            }
        }
        return queries;
    }

    /** The ports of a stack without offset that the example for Prometheus scrapes, by job. */
    Map<String, List<Integer>> scraped() throws IOException {
        Map<String, List<Integer>> ports = new LinkedHashMap<>();
        Matcher job = JOB.matcher(Files.readString(folder.resolve("prometheus.yml")));
        while (job.find()) {
            ports.put(
                    job.group(1),
                    TARGET.matcher(job.group(2))
                            .results()
                            .map(target -> Integer.valueOf(target.group(1)))
                            .toList());
        }
        return ports;
    }
}
