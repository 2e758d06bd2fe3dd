package io.matrixplatform.ingest.platform;

import static io.matrixplatform.ingest.platform.ProblemType.INTERNAL_ERROR;
import static io.matrixplatform.ingest.platform.ProblemType.METHOD_NOT_ALLOWED;
import static io.matrixplatform.ingest.platform.ProblemType.NOT_FOUND;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the route of a request and answers for it when it fails. */
public final class Routes implements Handler<HttpServerRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(Routes.class);

    private static final long LINGER_MS = 1_000;

    private final Map<String, Route> byPath;
    private final CrossOrigin pages;

    /** @param pages who may call the routes that are for pages */
    public Routes(List<Route> routes, CrossOrigin pages) {
        this.pages = pages;
        this.byPath = routes.stream().collect(Collectors.toUnmodifiableMap(Route::path, Function.identity()));
    }

    @Override
    public void handle(HttpServerRequest request) {
        try {
            String path = request.path();
            Route route = path == null ? null : find(path);
            if (route == null) {
                refuseUntaken(request, new ProblemException(NOT_FOUND, "nothing is served here"));
                return;
            }
            if (route.isForPages() && pages.answers(request, route)) {
                return;
            }
            if (!route.method().equals(request.method())) {
                request.response().putHeader(HttpHeaders.ALLOW, route.method().name());
                route.refuse(request, new ProblemException(METHOD_NOT_ALLOWED, "use " + route.method()));
                return;
            }
            route.handle(request);
        } catch (RuntimeException failure) {
            refuse(request, failure);
        }
    }

    private @Nullable Route find(String path) {
        Route exact = byPath.get(path);
        int slash = path.lastIndexOf('/') + 1;
        return exact != null || slash == path.length() ? exact : byPath.get(path.substring(0, slash));
    }

    /** Answers a request that is none for any route: whoever sends it has a client of OpenAI's, unless he asks for a problem. */
    static void refuseUntaken(HttpServerRequest request, ProblemException why) {
        refuse(
                request,
                why,
                problem -> Answers.problem(
                        request.response(), problem, Answers.mediaType(request), OpenAiError.of(problem)));
    }

    /** Answers a request that failed, whether its body was read or not. */
    public static void refuse(HttpServerRequest request, RuntimeException failure) {
        refuse(request, failure, problem -> Answers.problem(request.response(), problem));
    }

    /** @param answer writes the answer, of whatever form it is */
    public static void refuse(HttpServerRequest request, RuntimeException failure, Consumer<ProblemException> answer) {
        if (!request.isEnded()) {
            request.response().putHeader(HttpHeaders.CONNECTION, "close");
            discardRest(request);
        }
        if (failure instanceof ProblemException problem) {
            answer.accept(problem);
        } else {
            LOG.atError().setCause(failure).log("a request failed");
            answer.accept(new ProblemException(INTERNAL_ERROR, "the failure was logged"));
        }
    }

    /** Lets a client that is still sending see its answer before the connection closes, but does not wait for it long. */
    private static void discardRest(HttpServerRequest request) {
        Vertx vertx = Vertx.currentContext().owner();
        long timer = vertx.setTimer(LINGER_MS, id -> request.connection().close());
        request.handler(ignored -> {});
        request.endHandler(end -> {
            vertx.cancelTimer(timer);
            request.connection().close();
        });
    }
}
