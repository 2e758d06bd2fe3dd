package io.matrixplatform.bench.ingest;

import io.matrixplatform.bench.http.Requests;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Requests as they go over the wire: API calls, in batches of 100 or one by one, with names and numbers as they really vary. Seeded. */
final class Load {
    static final int EVENTS_PER_BATCH = 100;

    private static final List<String> MODELS = List.of("gpt-4o", "gpt-4o-mini", "claude-sonnet-4", "llama-3.3-70b");
    private static final List<String> ROUTES = List.of("/v1/chat/completions", "/v1/embeddings", "/v1/responses");

    private Load() {}

    static List<byte[]> batches(String address, String key, int batches, Instant now) {
        Random random = new Random(7);
        List<byte[]> requests = new ArrayList<>(batches);
        for (int batch = 0; batch < batches; batch++) {
            StringBuilder body = new StringBuilder(40_000).append('[');
            for (int i = 0; i < EVENTS_PER_BATCH; i++) {
                body.append(i == 0 ? "" : ",");
                event(body, random, batch * EVENTS_PER_BATCH + i, now);
            }
            requests.add(request(address, key, "application/cloudevents-batch+json", body.append(']')));
        }
        return requests;
    }

    /** Requests of one event each. */
    static List<byte[]> singles(String address, String key, int events, Instant now) {
        Random random = new Random(8);
        List<byte[]> requests = new ArrayList<>(events);
        for (int i = 0; i < events; i++) {
            StringBuilder body = new StringBuilder(400);
            event(body, random, i, now);
            requests.add(request(address, key, "application/cloudevents+json", body));
        }
        return requests;
    }

    private static void event(StringBuilder json, Random random, int number, Instant now) {
        int input = random.nextInt(4_000);
        json.append("{\"specversion\":\"1.0\",\"id\":\"call-")
                .append(1_000_000_000 + number)
                .append("\",\"source\":\"bench/gateway-1\",\"type\":\"io.matrixplatform.api-call.v1\",\"time\":\"")
                .append(now.minusMillis(random.nextInt(60_000)).truncatedTo(ChronoUnit.MILLIS))
                .append("\",\"subject\":\"user-")
                .append(random.nextInt(500))
                .append("\",\"data\":{\"model\":\"")
                .append(MODELS.get(random.nextInt(MODELS.size())))
                .append("\",\"route\":\"")
                .append(ROUTES.get(random.nextInt(ROUTES.size())))
                .append("\",\"status\":200,\"latency_ms\":")
                .append(100 + random.nextInt(5_000))
                .append(",\"time_to_first_token_ms\":")
                .append(20 + random.nextInt(500))
                .append(",\"input_tokens\":")
                .append(input)
                .append(",\"output_tokens\":")
                .append(random.nextInt(1_500))
                .append(",\"cached_input_tokens\":")
                .append(input / 2)
                .append("}}");
    }

    private static byte[] request(String address, String key, String contentType, StringBuilder body) {
        return Requests.post(
                "/v1/events", address, key, contentType, body.toString().getBytes(StandardCharsets.UTF_8));
    }
}
