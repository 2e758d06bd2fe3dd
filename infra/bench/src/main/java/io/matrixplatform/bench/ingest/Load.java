package io.matrixplatform.bench.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Requests as they go over the wire: batches of 100 API calls with names and numbers as they really vary. Seeded. */
final class Load {
    static final int EVENTS_PER_BATCH = 100;

    private static final List<String> MODELS = List.of("gpt-4o", "gpt-4o-mini", "claude-sonnet-4", "llama-3.3-70b");
    private static final List<String> ROUTES = List.of("/v1/chat/completions", "/v1/embeddings", "/v1/responses");

    private Load() {}

    static List<byte[]> requests(String address, String key, int batches, Instant now) {
        Random random = new Random(7);
        List<byte[]> requests = new ArrayList<>(batches);
        for (int batch = 0; batch < batches; batch++) {
            StringBuilder body = new StringBuilder(40_000).append('[');
            for (int i = 0; i < EVENTS_PER_BATCH; i++) {
                body.append(i == 0 ? "" : ",");
                event(body, random, batch * EVENTS_PER_BATCH + i, now);
            }
            byte[] bytes = body.append(']').toString().getBytes(StandardCharsets.UTF_8);
            requests.add(request(address, key, bytes));
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

    private static byte[] request(String address, String key, byte[] body) {
        byte[] head = ("POST /v1/events HTTP/1.1\r\nHost: " + address + "\r\nAuthorization: Bearer " + key
                        + "\r\nContent-Type: application/cloudevents-batch+json\r\nContent-Length: " + body.length
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] request = new byte[head.length + body.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        return request;
    }
}
