package io.matrixplatform.ingest.inference.calls;

import static io.matrixplatform.ingest.platform.ProblemType.MODEL_NOT_FOUND;

import io.matrixplatform.ingest.access.KnownKey;
import io.matrixplatform.ingest.inference.models.ModelForm;
import io.matrixplatform.ingest.inference.requests.PassedHeaders;
import io.matrixplatform.ingest.inference.routes.ModelRoute;
import io.matrixplatform.ingest.inference.routes.RouteTable;
import io.matrixplatform.ingest.platform.Answers;
import io.matrixplatform.ingest.platform.ProblemException;
import io.matrixplatform.ingest.platform.Route;
import io.matrixplatform.model.inference.ApiDialect;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;

/**
 * {@code GET /v1/models} and {@code GET /v1/models/{id}}: the models that the caller's key may call in the dialect that the
 * request's headers are of. No call of a model, and so no fact.
 */
final class ModelsRoute implements Route {
    private static final String ALL = "/v1/models";
    private static final String BELOW = ALL + "/";

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
        reply(request, PassedHeaders.dialect(request.headers())).refuse(why);
    }

    @Override
    public void handle(HttpServerRequest request) {
        ApiDialect dialect = PassedHeaders.dialect(request.headers());
        Reply reply = reply(request, dialect);
        try {
            KnownKey key = door.caller(request, Wording.of(dialect));
            limits.show(key, reply);
            Answers.json(request.response(), 200, answer(request, key, dialect));
        } catch (ProblemException refused) {
            reply.refuse(refused);
        }
    }

    private Reply reply(HttpServerRequest request, ApiDialect dialect) {
        return new Reply(request, door.nextId(), Wording.of(dialect));
    }

    private Answers.Members answer(HttpServerRequest request, KnownKey key, ApiDialect dialect) {
        ModelForm form = ModelForm.of(dialect);
        if (path.equals(ALL)) {
            return form.list(
                    request,
                    routes.list().stream()
                            .flatMap(route -> callable(route, key, dialect).stream())
                            .toList());
        }
        return form.one(routes.find(request.path().substring(BELOW.length()))
                .flatMap(route -> callable(route, key, dialect))
                .orElseThrow(() -> new ProblemException(MODEL_NOT_FOUND, "there is no such model", "model")));
    }

    /** The way that a call with the key would go; empty if there is none. */
    private static Optional<ModelRoute> callable(ModelRoute route, KnownKey key, ApiDialect dialect) {
        return key.mayUse(route.model()) ? route.in(dialect) : Optional.empty();
    }
}
