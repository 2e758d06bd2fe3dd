package io.matrixplatform.streams.metering.facts;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.matrixplatform.events.registry.SchemaRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.Schema;

/** As much of a schema registry as reading needs, over real HTTP: schemas by id, counted from 1. */
final class StubRegistry implements AutoCloseable {
    private final HttpServer server;
    private final List<Schema> schemas;

    StubRegistry(Schema... schemas) throws IOException {
        this.schemas = List.of(schemas);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/schemas/ids/", this::answer);
        server.start();
    }

    SchemaRegistry client() {
        return SchemaRegistry.at("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        int id = Integer.parseInt(exchange.getRequestURI().getPath().replaceAll(".*/", ""));
        boolean known = id >= 1 && id <= schemas.size();
        String body = known
                ? "{\"schema\":\""
                        + schemas.get(id - 1).toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\"}"
                : "{\"error_code\":40403,\"message\":\"no such schema\"}";
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/vnd.schemaregistry.v1+json");
        exchange.sendResponseHeaders(known ? 200 : 404, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
