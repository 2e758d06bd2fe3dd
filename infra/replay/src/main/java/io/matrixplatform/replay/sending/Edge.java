package io.matrixplatform.replay.sending;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.matrixplatform.replay.platform.Problems;
import io.matrixplatform.replay.platform.ReplayException;
import io.matrixplatform.replay.sending.Verdict.Refused;
import io.matrixplatform.replay.sending.Verdict.Rejection;
import io.matrixplatform.replay.sending.Verdict.Taken;
import io.matrixplatform.replay.sending.Verdict.Unknown;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code POST /v1/events} over HTTP/1.1, one connection per request under way. Thread-safe. */
public final class Edge {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<Integer> PASSING = Set.of(408, 425, 429, 500, 502, 503, 504);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI events;
    private final Duration timeout;

    /** @param timeout of one request; longer than the edge waits for Kafka */
    public Edge(URI ingest, Duration timeout) {
        this.events = ingest.resolve("/v1/events");
        this.timeout = timeout;
    }

    /** @param batch of {@code size} events */
    public Verdict post(String secret, byte[] batch, int size) {
        HttpRequest request = HttpRequest.newBuilder(events)
                .timeout(timeout)
                .header("Authorization", "Bearer " + secret)
                .header("Content-Type", "application/cloudevents-batch+json")
                .POST(BodyPublishers.ofByteArray(batch))
                .build();
        try {
            HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
            if (answer.statusCode() == 202) {
                return taken(answer.body(), size);
            }
            String why = Problems.told(answer.statusCode(), answer.body());
            return PASSING.contains(answer.statusCode())
                    ? new Unknown(why, retryAfter(answer))
                    : new Refused(answer.statusCode(), why);
        } catch (IOException lost) {
            return new Unknown(Problems.lost(lost), Duration.ZERO);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ReplayException("stopped", stopped);
        }
    }

    private static Verdict taken(byte[] body, int size) throws IOException {
        JsonNode outcome = JSON.readTree(body);
        Set<Integer> retry = new HashSet<>();
        outcome.path("retry").forEach(event -> retry.add(event.path("index").asInt(-1)));
        List<Rejection> rejected = new ArrayList<>();
        outcome.path("rejected")
                .forEach(event -> rejected.add(new Rejection(
                        event.path("index").asInt(-1),
                        event.path("id").asText(),
                        event.path("code").asText(),
                        event.path("detail").asText())));
        // An answer that does not account for every event says nothing of any.
        int accepted = outcome.path("accepted").asInt(-1);
        if (accepted < 0 || accepted + retry.size() + rejected.size() != size) {
            return new Unknown("an answer that does not account for " + size + " events", Duration.ZERO);
        }
        return new Taken(retry, rejected);
    }

    private static Duration retryAfter(HttpResponse<?> answer) {
        String seconds = answer.headers().firstValue("Retry-After").orElse("");
        if (!seconds.matches("\\d{1,6}")) {
            return Duration.ZERO;
        }
        Duration asked = Duration.ofSeconds(Long.parseLong(seconds));
        return asked.compareTo(LONGEST_WAIT) < 0 ? asked : LONGEST_WAIT;
    }
}
