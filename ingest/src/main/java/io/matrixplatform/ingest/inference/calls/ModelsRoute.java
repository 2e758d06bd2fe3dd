package io.matrixplatform.ingest.inference.calls;

import static io.matrixplatform.ingest.platform.ProblemType.MODEL_NOT_FOUND;

import com.fasterxml.jackson.core.JsonGenerator;
import io.matrixplatform.ingest.access.KnownKey;
import io.matrixplatform.ingest.inference.routes.ModelRoute;
import io.matrixplatform.ingest.inference.routes.RouteTable;
import io.matrixplatform.ingest.platform.Answers;
import io.matrixplatform.ingest.platform.ProblemException;
import io.matrixplatform.ingest.platform.Route;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.List;

/**
 * {@code GET /v1/models} and {@code GET /v1/models/{id}}: the models that the caller's key may use. No call of a model, and so
 * no fact.
 */
final class ModelsRoute implements Route {
    private static final String ALL = "/v1/models";
    private static final String BELOW = ALL + "/";

    private static final Wording WORDING = OpenAiWording.INSTANCE;

    private final String path;
    private final CallDoor door;
    private final RouteTable routes;
    private final CallLimits limits;

    private ModelsRoute(String path, CallDoor door, RouteTable routes, CallLimits limits) {
        this.path = path;
        this.door = door;
        this.routes = routes;
        this.limits = limits;
    }

    static List<Route> of(CallDoor door, RouteTable routes, CallLimits limits) {
        return List.of(new ModelsRoute(ALL, door, routes, limits), new ModelsRoute(BELOW, door, routes, limits));
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public HttpMethod method() {
        return HttpMethod.GET;
    }

    @Override
    public boolean isForPages() {
        return true;
    }

    @Override
    public void refuse(HttpServerRequest request, ProblemException why) {
        new Reply(request, door.nextId(), WORDING).refuse(why);
    }

    @Override
    public void handle(HttpServerRequest request) {
        Reply reply = new Reply(request, door.nextId(), WORDING);
        try {
            KnownKey key = door.caller(request, WORDING);
            limits.show(key, reply);
            if (path.equals(ALL)) {
                List<ModelRoute> all = routes.list().stream()
                        .filter(route -> key.mayUse(route.model()))
                        .toList();
                Answers.json(request.response(), 200, json -> writeAll(json, all));
            } else {
                ModelRoute one = find(key, request.path().substring(BELOW.length()));
                Answers.json(request.response(), 200, json -> write(json, one));
            }
        } catch (ProblemException refused) {
            reply.refuse(refused);
        }
    }

    private ModelRoute find(KnownKey key, String model) {
        return routes.find(model)
                .filter(route -> key.mayUse(route.model()))
                .orElseThrow(() -> new ProblemException(MODEL_NOT_FOUND, "there is no such model", "model"));
    }

    private static void writeAll(JsonGenerator json, List<ModelRoute> all) throws IOException {
        json.writeStringField("object", "list");
        json.writeArrayFieldStart("data");
        for (ModelRoute one : all) {
            json.writeStartObject();
            write(json, one);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, ModelRoute one) throws IOException {
        json.writeStringField("id", one.model());
        json.writeStringField("object", "model");
        json.writeNumberField("created", one.createdAt().getEpochSecond());
        json.writeStringField("owned_by", one.upstreams().get(0).provider());
    }
}
