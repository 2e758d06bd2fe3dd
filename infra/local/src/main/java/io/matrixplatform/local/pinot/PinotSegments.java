package io.matrixplatform.local.pinot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether Pinot serves every segment. One that has failed, for example because Kafka or the registry was away when it was begun,
 * stays failed until somebody asks for it to be tried again.
 */
public final class PinotSegments {
    private static final Logger LOG = LoggerFactory.getLogger(PinotSegments.class);
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int FOUND = 200;

    private final HttpClient http;
    private final String controller;
    private final ObjectMapper json = new ObjectMapper();

    public PinotSegments(HttpClient http, String controller) {
        this.http = http;
        this.controller = controller;
    }

    /** @return the failed segments that are tried again now, by table */
    public Map<String, List<String>> resetFailed() throws IOException, InterruptedException {
        Map<String, List<String>> reset = new TreeMap<>();
        for (JsonNode table : get("/tables?type=realtime").path("tables")) {
            String name = table.asText() + "_REALTIME";
            for (String segment : failed(table.asText())) {
                LOG.atWarn()
                        .addKeyValue("table", name)
                        .addKeyValue("segment", segment)
                        .log("segment has failed and is tried again");
                send(HttpRequest.newBuilder(URI.create(controller + "/segments/" + name + "/" + segment + "/reset"))
                        .POST(BodyPublishers.noBody()));
                reset.computeIfAbsent(name, unused -> new ArrayList<>()).add(segment);
            }
        }
        return reset;
    }

    /** Those that a server says are in error. */
    private List<String> failed(String table) throws IOException, InterruptedException {
        List<String> failed = new ArrayList<>();
        get("/tables/" + table + "/externalview").path("REALTIME").properties().forEach(segment -> {
            for (JsonNode state : segment.getValue()) {
                if (state.asText().equals("ERROR")) {
                    failed.add(segment.getKey());
                    break;
                }
            }
        });
        return failed;
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return json.readTree(
                send(HttpRequest.newBuilder(URI.create(controller + path)).GET()));
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpRequest built = request.timeout(LIMIT).build();
        HttpResponse<String> answer = http.send(built, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != FOUND) {
            throw new IOException("Pinot answers " + answer.statusCode() + " to "
                    + built.uri().getPath());
        }
        return answer.body();
    }
}
