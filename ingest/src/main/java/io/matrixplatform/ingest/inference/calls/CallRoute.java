package io.matrixplatform.ingest.inference.calls;

import static io.matrixplatform.ingest.platform.ProblemType.INVALID_CALL;
import static io.matrixplatform.ingest.platform.ProblemType.MODEL_NOT_ALLOWED;
import static io.matrixplatform.ingest.platform.ProblemType.MODEL_NOT_FOUND;

import io.matrixplatform.ingest.access.KnownKey;
import io.matrixplatform.ingest.access.limits.Demand;
import io.matrixplatform.ingest.inference.answers.TokenUsage;
import io.matrixplatform.ingest.inference.requests.CallBody;
import io.matrixplatform.ingest.inference.requests.CallBodyReader;
import io.matrixplatform.ingest.inference.requests.Operation;
import io.matrixplatform.ingest.inference.requests.PassedHeaders;
import io.matrixplatform.ingest.inference.routes.ModelRoute;
import io.matrixplatform.ingest.inference.routes.RouteTable;
import io.matrixplatform.ingest.platform.Body;
import io.matrixplatform.ingest.platform.BodyReader;
import io.matrixplatform.ingest.platform.InFlight;
import io.matrixplatform.ingest.platform.ProblemException;
import io.matrixplatform.ingest.platform.Route;
import io.matrixplatform.model.inference.ApiDialect;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;

/**
 * {@code POST /v1/chat/completions}, {@code /v1/completions}, {@code /v1/embeddings}, {@code /v1/messages}: who calls, what of which
 * model, whether limits let it in, and on to whoever answers. Belongs to one event loop.
 */
final class CallRoute implements Route {
    /** With {@code x-request-id}, which is its event's id, it names a call's fact. */
    private static final CharSequence FACT_SOURCE = HttpHeaders.createOptimized("x-fact-source");

    private static final int FORBIDDEN = 403;

    private final Operation operation;
    private final Wording wording;
    private final CallDoor door;
    private final RouteTable routes;
    private final CallBodyReader reader;
    private final CallFacts facts;
    private final CallLimits limits;
    private final CallParts parts;

    CallRoute(
            Operation operation,
            CallDoor door,
            RouteTable routes,
            CallBodyReader reader,
            CallFacts facts,
            CallLimits limits,
            CallParts parts) {
        this.operation = operation;
        this.wording = Wording.of(operation.dialect());
        this.door = door;
        this.routes = routes;
        this.reader = reader;
        this.facts = facts;
        this.limits = limits;
        this.parts = parts;
    }

    @Override
    public String path() {
        return operation.path();
    }

    @Override
    public HttpMethod method() {
        return HttpMethod.POST;
    }

    @Override
    public boolean isForPages() {
        return operation.dialect() == ApiDialect.OPENAI;
    }

    @Override
    public void refuse(HttpServerRequest request, ProblemException why) {
        new Reply(request, door.nextId(), wording).refuse(why);
    }

    @Override
    public void handle(HttpServerRequest request) {
        String id = door.nextId();
        Reply reply = new Reply(request, id, wording);
        Call call;
        try {
            KnownKey key = door.caller(request, wording);
            door.requireLog();
            InFlight.Account account = parts.inFlight().open();
            call = new Call(
                    id, key, operation, door.now(), account, parts.traces().begin(request, operation, id, key), facts);
            reply.tell(FACT_SOURCE, parts.config().source());
        } catch (ProblemException notLetIn) {
            reply.refuse(notLetIn);
            return;
        }
        read(request, reply, call);
    }

    private void read(HttpServerRequest request, Reply reply, Call call) {
        try {
            Map<String, String> headers = PassedHeaders.of(operation.dialect(), request.headers());
            new BodyReader(request, call.account(), parts.config().bodyMaxBytes())
                    .read(
                            parts.timeouts(),
                            parts.config().bodyTimeout(),
                            body -> answer(reply, call, body, headers),
                            failure -> refuse(reply, call, failure),
                            () -> call.end(Call.LEFT, TokenUsage.NONE));
        } catch (RuntimeException refused) {
            refuse(reply, call, refused);
        }
    }

    /** A call that is no good uses its limits too, or somebody could make them without end. */
    private void refuse(Reply reply, Call call, RuntimeException failure) {
        boolean isForbidden =
                failure instanceof ProblemException problem && problem.type().status() == FORBIDDEN;
        if (isForbidden) {
            limits.show(call.key(), reply);
        } else if (!call.isHeld() && !call.hasEnded() && !limits.letIn(call, reply, Demand.NO_TOKENS)) {
            return;
        }
        call.end(reply.refuse(failure), TokenUsage.NONE);
    }

    /** @throws ProblemException to have the call refused and ended */
    private void answer(Reply reply, Call call, Body body, Map<String, String> headers) {
        CallBody wanted = reader.read(operation, body);
        ModelRoute route = route(call.key(), wanted.model());
        call.isFor(route.model());
        refuseTooMuch(route, wanted);
        if (limits.letIn(call, reply, CallLimits.demand(call, wanted, route))) {
            new Exchange(parts, call, wanted, headers, route, reply).start();
        }
    }

    private ModelRoute route(KnownKey key, String model) {
        if (!key.mayUse(model)) {
            throw new ProblemException(MODEL_NOT_ALLOWED, "the API key may not use this model", "model");
        }
        ModelRoute route = routes.find(model)
                .orElseThrow(() -> new ProblemException(MODEL_NOT_FOUND, "there is no such model", "model"));
        return route.in(operation.dialect())
                .orElseThrow(() -> new ProblemException(
                        MODEL_NOT_FOUND, "there is no such model here: it is served in another dialect", "model"));
    }

    private static void refuseTooMuch(ModelRoute route, CallBody wanted) {
        Long most = route.maxOutputTokens();
        if (most != null && wanted.outputTokensEach().orElse(0) > most) {
            throw new ProblemException(
                    INVALID_CALL, "the model writes at most " + most + " tokens in one answer", "max_tokens");
        }
    }
}
