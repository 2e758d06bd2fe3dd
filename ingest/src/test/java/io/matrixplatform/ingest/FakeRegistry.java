package io.matrixplatform.ingest;

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

/** A registry that knows the catalogue, and speaks as much of the Confluent API as encoding and decoding need. */
public final class FakeRegistry implements AutoCloseable {
    private static final List<Topic> CATALOGUE = Topics.all();

    private final HttpServer server;

    public FakeRegistry() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.createContext("/", FakeRegistry::answer);
        server.start();
    }

    public SchemaRegistry client() {
        return SchemaRegistry.at("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String last = path.substring(path.lastIndexOf('/') + 1);
        int index = path.startsWith("/schemas/ids/")
                ? Integer.parseInt(last) - 1
                : CATALOGUE.stream().map(Topic::subject).toList().indexOf(last);
        Topic topic = CATALOGUE.get(index);
        byte[] body = ("{\"subject\":\"" + topic.subject() + "\",\"version\":1,\"id\":" + (index + 1) + ",\"schema\":"
                        + quoted(topic.schema().toString()) + "}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
