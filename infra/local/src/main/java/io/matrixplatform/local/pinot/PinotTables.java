package io.matrixplatform.local.pinot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.matrixplatform.local.layout.Template;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Pinot's schemas and realtime tables, as {@code *.schema.json} and {@code *.table.json} below a folder state them. What was
 * applied is kept beside Pinot's data, so that only what has changed is applied again.
 *
 * <p>A table whose schema has changed in a way that Pinot cannot follow is made anew, and fills itself from what Kafka keeps.
 */
public final class PinotTables {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String SCHEMAS = "/schemas";
    private static final String TABLES = "/tables";
    private static final int FOUND = 200;
    private static final int REFUSED = 400;
    private static final int MISSING = 404;
    /** To forget the keys of millions of rows takes its time. */
    private static final Duration DROP_LIMIT = Duration.ofMinutes(5);

    private static final Duration POLL = Duration.ofMillis(500);

    private final HttpClient http;
    private final String controller;
    private final Path folder;
    private final Path applied;
    private final Map<String, String> addresses;
    private final ObjectMapper json = new ObjectMapper();

    /** @param addresses what {@code ${…}} in the files stands for */
    public PinotTables(HttpClient http, String controller, Path folder, Path applied, Map<String, String> addresses) {
        this.http = http;
        this.controller = controller;
        this.folder = folder;
        this.applied = applied;
        this.addresses = Map.copyOf(addresses);
    }

    /** Creates what is missing and updates what has changed: schemas first, tables stand on them. */
    public void apply() throws IOException, InterruptedException {
        Files.createDirectories(applied);
        for (Path schema : files(".schema.json")) {
            apply(schema, SCHEMAS, "schemaName");
        }
        for (Path table : files(".table.json")) {
            if (apply(table, TABLES, "tableName")) {
                send(HttpRequest.newBuilder(uri("/segments/" + name(table, "tableName") + "/reload?type=REALTIME"))
                        .POST(BodyPublishers.noBody()));
            }
        }
    }

    /** @return whether something that was there already was changed */
    private boolean apply(Path file, String collection, String nameField) throws IOException, InterruptedException {
        String wanted = read(file);
        Path last = applied.resolve(file.getFileName());
        boolean exists = exists(collection + "/" + name(file, nameField));
        if (exists && Files.exists(last) && Files.readString(last).equals(wanted)) {
            return false;
        }
        HttpResponse<String> answer = exists ? update(file, collection, nameField, wanted) : create(collection, wanted);
        if (answer.statusCode() != FOUND) {
            throw new IOException("Pinot refuses " + file.getFileName() + ": " + answer.body());
        }
        Files.writeString(last, wanted);
        return exists;
    }

    private HttpResponse<String> create(String collection, String wanted) throws IOException, InterruptedException {
        return send(json(HttpRequest.newBuilder(uri(collection)).POST(BodyPublishers.ofString(wanted))));
    }

    private HttpResponse<String> update(Path file, String collection, String nameField, String wanted)
            throws IOException, InterruptedException {
        String name = name(file, nameField);
        HttpResponse<String> answer =
                send(json(HttpRequest.newBuilder(uri(collection + "/" + name)).PUT(BodyPublishers.ofString(wanted))));
        if (collection.equals(SCHEMAS) && answer.statusCode() == REFUSED) {
            drop(name);
            return create(collection, wanted);
        }
        return answer;
    }

    /** With its data. Schema and table have one name. */
    private void drop(String name) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(uri(TABLES + "/" + name + "?type=realtime")).DELETE());
        long end = System.nanoTime() + DROP_LIMIT.toNanos();
        while (isServed(name)) {
            if (System.nanoTime() > end) {
                throw new IOException("Pinot does not let go of the table " + name);
            }
            TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
        }
        HttpResponse<String> answer =
                send(HttpRequest.newBuilder(uri(SCHEMAS + "/" + name)).DELETE());
        if (answer.statusCode() != FOUND) {
            throw new IOException("Pinot keeps the schema " + name + ": " + answer.body());
        }
    }

    /** A server lets go of a table only some time after it was deleted. */
    private boolean isServed(String name) throws IOException, InterruptedException {
        HttpResponse<String> view = send(HttpRequest.newBuilder(uri(TABLES + "/" + name + "/externalview"))
                .GET());
        return view.statusCode() == FOUND
                && json.readTree(view.body()).path("REALTIME").size() > 0;
    }

    private static HttpRequest.Builder json(HttpRequest.Builder request) {
        return request.header("Content-Type", "application/json");
    }

    /** Asking for a table that is not there is answered with an empty object, for a schema with 404. */
    private boolean exists(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(uri(path)).GET());
        return switch (answer.statusCode()) {
            case FOUND -> !json.readTree(answer.body()).isEmpty();
            case MISSING -> false;
            default -> throw new IOException("Pinot answers " + answer.statusCode() + ": " + answer.body());
        };
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(LIMIT).build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create(controller + path);
    }

    private String name(Path file, String field) throws IOException {
        JsonNode name = json.readTree(read(file)).path(field);
        if (!name.isTextual()) {
            throw new IOException(file + " has no " + field);
        }
        return name.asText();
    }

    private String read(Path file) throws IOException {
        return new Template(Files.readString(file)).fill(addresses);
    }

    private List<Path> files(String ending) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }
}
