package io.matrixplatform.api.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.matrixplatform.events.Topic;
import io.matrixplatform.events.Topics;
import io.matrixplatform.events.registry.SchemaRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A schema registry over HTTP that knows the topic catalogue: what Confluent's client asks of a real one, no more. */
public final class FakeRegistry {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final FakeRegistry ONLY = new FakeRegistry();
    private static final SchemaRegistry CLIENT = SchemaRegistry.at(url());

    private final HttpServer server;

    private FakeRegistry() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.createContext("/", this::answer);
        server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> server.stop(0)));
    }

    public static String url() {
        return "http://127.0.0.1:" + ONLY.server.getAddress().getPort();
    }

    public static SchemaRegistry client() {
        return CLIENT;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (path.startsWith("/subjects/")) {
            String subject = path.split("/", -1)[2];
            JsonNode schema = JSON.readTree(body).path("schema");
            send(exchange, Map.of("subject", subject, "id", idOf(subject), "version", 1, "schema", schema.asText()));
        } else if (path.startsWith("/schemas/ids/")) {
            int id = Integer.parseInt(path.split("/", -1)[3]);
            send(exchange, Map.of("schema", Topics.all().get(id - 1).schema().toString()));
        } else {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        }
    }

    private static int idOf(String subject) {
        List<String> subjects = Topics.all().stream().map(Topic::subject).toList();
        return subjects.indexOf(subject) + 1;
    }

    private static void send(HttpExchange exchange, Map<String, Object> answer) throws IOException {
        byte[] bytes = JSON.writeValueAsString(answer).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/vnd.schemaregistry.v1+json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
