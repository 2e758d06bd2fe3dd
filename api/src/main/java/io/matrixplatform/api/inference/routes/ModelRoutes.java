package io.matrixplatform.api.inference.routes;

import static io.matrixplatform.api.platform.problems.ProblemType.MODEL_ROUTE_EXISTS;
import static io.matrixplatform.api.platform.problems.ProblemType.MODEL_ROUTE_NOT_FOUND;
import static java.util.Objects.requireNonNull;

import io.matrixplatform.api.access.audit.AuditEvent;
import io.matrixplatform.api.access.audit.AuditLog;
import io.matrixplatform.api.access.callers.Actor;
import io.matrixplatform.api.platform.Platform;
import io.matrixplatform.api.platform.http.Cursor;
import io.matrixplatform.api.platform.http.IfMatch;
import io.matrixplatform.api.platform.http.Page;
import io.matrixplatform.api.platform.http.PageRequest;
import io.matrixplatform.api.platform.outbox.Outbox;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.events.Topics;
import io.matrixplatform.events.inference.RouteState;
import io.matrixplatform.model.inference.ApiDialect;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Routes by model, the operator's: define, change, retire, look up. Thread-safe. */
public final class ModelRoutes {
    /** The models of the sandbox. */
    private static final List<String> SANDBOX = List.of("sandbox-small", "sandbox-large", "sandbox-embedding");

    /** The first of them under the name by which it is called in the other dialect. */
    private static final String SANDBOX_MESSAGES = "sandbox-messages";

    private static final long SANDBOX_CONTEXT = 128_000;
    private static final long SANDBOX_OUTPUT = 16_384;

    private final Jdbi jdbi;
    private final Outbox<RouteState> outbox;
    private final AuditLog audit;
    private final UpstreamReach reach;
    private final InstantSource clock;

    public ModelRoutes(Platform platform, AuditLog audit, UpstreamReach reach) {
        this.jdbi = platform.jdbi();
        this.outbox = new Outbox<>(Topics.INFERENCE_ROUTE_STATE, platform.registry());
        this.audit = audit;
        this.reach = reach;
        this.clock = platform.clock();
    }

    /** Gives the models of the sandbox a route; one that ever had one, nothing. */
    public void defineSandbox(String baseUrl) {
        SANDBOX.forEach(model -> defineSandbox(baseUrl, model, ApiDialect.OPENAI, model));
        defineSandbox(baseUrl, SANDBOX_MESSAGES, ApiDialect.ANTHROPIC, SANDBOX.get(0));
    }

    private void defineSandbox(String baseUrl, String model, ApiDialect dialect, String modelThere) {
        Upstream sandbox = new Upstream("sandbox", baseUrl, dialect, modelThere, null, null, null, null, null);
        WantedRoute wanted = new WantedRoute(List.of(sandbox), SANDBOX_CONTEXT, SANDBOX_OUTPUT);
        jdbi.useTransaction(transaction -> {
            if (newest(transaction, model).isEmpty()) {
                begin(transaction, Actor.PLATFORM, model, wanted, null);
            }
        });
    }

    /** @throws ProblemException {@code MODEL_ROUTE_EXISTS}, {@code INVALID_FIELD} */
    ModelRoute define(Actor actor, NewRoute wanted) {
        wanted.route().refuseNonsense(reach, "/route");
        return jdbi.inTransaction(transaction -> {
            ModelRoute before = newest(transaction, wanted.model()).orElse(null);
            if (before != null && !before.retired()) {
                throw new ProblemException(
                        MODEL_ROUTE_EXISTS, "the model " + wanted.model() + " has a route: change it");
            }
            return begin(transaction, actor, wanted.model(), wanted.route(), before);
        });
    }

    /** @throws ProblemException {@code MODEL_ROUTE_NOT_FOUND}, {@code PRECONDITION_FAILED}, {@code INVALID_FIELD} */
    ModelRoute change(Actor actor, String model, IfMatch match, WantedRoute wanted) {
        wanted.refuseNonsense(reach, "");
        return jdbi.inTransaction(transaction -> {
            ModelRoute before = inForce(transaction, model);
            match.demand(before.version());
            return begin(transaction, actor, model, wanted, before);
        });
    }

    /** @throws ProblemException {@code MODEL_ROUTE_NOT_FOUND}, {@code PRECONDITION_FAILED} */
    void retire(Actor actor, String model, IfMatch match) {
        jdbi.useTransaction(transaction -> {
            ModelRoute before = inForce(transaction, model);
            match.demand(before.version());
            write(transaction, before.retiredAt(now()));
            audit.append(transaction, new AuditEvent(actor, null, "model-route.retired", model, before, null));
        });
    }

    /** @throws ProblemException {@code MODEL_ROUTE_NOT_FOUND} */
    ModelRoute get(String model) {
        return jdbi.withExtension(ModelRouteDao.class, dao -> dao.find(model)).orElseThrow(() -> notFound(model));
    }

    /** Those in force, in order of their models. */
    Page<ModelRoute> list(PageRequest request) {
        @Nullable String after = request.after(1, cursor -> cursor.key().get(0)).orElse(null);
        List<ModelRoute> rows = jdbi.withExtension(ModelRouteDao.class, dao -> dao.list(after, request.rowsToRead()));
        return Page.of(rows, request, last -> Cursor.of(last.model()));
    }

    /** The first thousand of those in force, in order of their models. */
    public List<ModelRoute> all() {
        return jdbi.withExtension(ModelRouteDao.class, dao -> dao.list(null, PageRequest.MAX_LIMIT));
    }

    private ModelRoute begin(
            Handle transaction, Actor actor, String model, WantedRoute wanted, @Nullable ModelRoute before) {
        Instant now = now();
        ModelRoute after = new ModelRoute(
                model,
                before == null ? 1 : before.version() + 1,
                wanted.upstreams().stream().map(Upstream::whole).toList(),
                wanted.contextTokens(),
                wanted.maxOutputTokens(),
                before == null ? now : before.createdAt(),
                now,
                false);
        write(transaction, after);
        boolean isNew = before == null || before.retired();
        audit.append(
                transaction,
                new AuditEvent(
                        actor,
                        null,
                        isNew ? "model-route.defined" : "model-route.changed",
                        model,
                        isNew ? null : before,
                        after));
        return after;
    }

    private void write(Handle transaction, ModelRoute route) {
        if (!transaction.attach(ModelRouteDao.class).write(route)) {
            throw new ProblemException(MODEL_ROUTE_EXISTS, "somebody else has just defined it");
        }
        outbox.append(transaction, route.model(), state(route));
    }

    private static RouteState state(ModelRoute route) {
        return RouteState.newBuilder()
                .setModel(route.model())
                .setVersion(route.version())
                .setUpstreams(route.upstreams().stream().map(ModelRoutes::state).toList())
                .setContextTokens(route.contextTokens())
                .setMaxOutputTokens(route.maxOutputTokens())
                .setCreatedAt(route.createdAt())
                .setRetired(route.retired())
                .build();
    }

    private static io.matrixplatform.events.inference.Upstream state(Upstream upstream) {
        return io.matrixplatform.events.inference.Upstream.newBuilder()
                .setProvider(requireNonNull(upstream.provider()))
                .setBaseUrl(requireNonNull(upstream.baseUrl()))
                .setModel(requireNonNull(upstream.model()))
                .setCredential(upstream.credential())
                .setConnectTimeoutMs(millis(upstream.connectTimeout()))
                .setFirstByteTimeoutMs(millis(upstream.firstByteTimeout()))
                .setIdleTimeoutMs(millis(upstream.idleTimeout()))
                .setRetries(requireNonNull(upstream.retries()))
                .setDialect(dialect(upstream).toString())
                .build();
    }

    /** Routes that were written before there were dialects name none. */
    private static ApiDialect dialect(Upstream upstream) {
        ApiDialect named = upstream.dialect();
        return named == null ? ApiDialect.OPENAI : named;
    }

    private static long millis(@Nullable Duration length) {
        return requireNonNull(length).toMillis();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Optional<ModelRoute> newest(Handle transaction, String model) {
        return transaction.attach(ModelRouteDao.class).findToChange(model);
    }

    private static ModelRoute inForce(Handle transaction, String model) {
        return newest(transaction, model).filter(route -> !route.retired()).orElseThrow(() -> notFound(model));
    }

    private static ProblemException notFound(String model) {
        return new ProblemException(MODEL_ROUTE_NOT_FOUND, "the model " + model + " has no route");
    }
}
