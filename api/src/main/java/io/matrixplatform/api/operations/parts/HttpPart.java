package io.matrixplatform.api.operations.parts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Function;

/** A part that is asked over HTTP. */
public final class HttpPart implements Part {
    private static final int OK = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final HttpClient http;
    private final URI address;
    private final Duration patience;
    private final Function<JsonNode, Finding> reading;

    private HttpPart(
            String name, HttpClient http, URI address, Duration patience, Function<JsonNode, Finding> reading) {
        this.name = name;
        this.http = http;
        this.address = address;
        this.patience = patience;
        this.reading = reading;
    }

    /** Up when it answers 200. */
    public static Part answers(String name, HttpClient http, URI address, Duration patience) {
        return new HttpPart(name, http, address, patience, unused -> Finding.up("answers"));
    }

    /** Up when it answers and all of its jobs that have not ended run. */
    public static Part flink(HttpClient http, URI jobs, Duration patience) {
        return new HttpPart("flink", http, jobs, patience, HttpPart::jobs);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Finding ask() throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(patience).GET().build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != OK) {
            return Finding.down("answers " + answer.statusCode());
        }
        String body = answer.body();
        return reading.apply(body.startsWith("{") ? JSON.readTree(body) : JSON.nullNode());
    }

    private static Finding jobs(JsonNode overview) {
        int running = 0;
        int restarting = 0;
        for (JsonNode job : overview.path("jobs")) {
            switch (job.path("state").asText()) {
                case "RUNNING" -> running++;
                case "INITIALIZING", "CREATED", "RESTARTING", "FAILING", "RECONCILING" -> restarting++;
                default -> {
                    // It has ended, which says nothing of now.
                }
            }
        }
        String detail = running + " jobs running, " + restarting + " starting";
        if (running == 0) {
            return restarting == 0 ? Finding.down("no job runs") : Finding.degraded(detail);
        }
        return restarting == 0 ? Finding.up(detail) : Finding.degraded(detail);
    }
}
