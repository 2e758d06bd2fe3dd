package io.matrixplatform.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server of the models. */
final class SandboxServer extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(SandboxServer.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BODY_MAX_BYTES = 16 << 20;
    private static final int OK = 200;
    private static final String MESSAGES = "/v1/messages";

    private final String host;
    private final int port;
    private final Tokens tokens;
    private final InstantSource clock;
    private @Nullable HttpServer server;

    SandboxServer(String host, int port, Tokens tokens, InstantSource clock) {
        this.host = host;
        this.port = port;
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public Future<?> start() {
        HttpServer started = vertx.createHttpServer(
                        new HttpServerOptions().setHost(host).setPort(port))
                .requestHandler(this::handle);
        server = started;
        return started.listen();
    }

    /** The port in use; differs from the configured one when that was 0. */
    int port() {
        HttpServer started = server;
        if (started == null) {
            throw new IllegalStateException("not started");
        }
        return started.actualPort();
    }

    private void handle(HttpServerRequest request) {
        Buffer body = Buffer.buffer();
        request.handler(chunk -> {
            if (body.length() <= BODY_MAX_BYTES) {
                body.appendBuffer(chunk);
            }
        });
        request.endHandler(end -> {
            try {
                answer(request, body);
            } catch (SandboxException refused) {
                refuse(request, refused);
            } catch (RuntimeException failure) {
                LOG.error("a request failed", failure);
                refuse(request, new SandboxException(500, "internal_error", null, "the failure was logged"));
            }
        });
    }

    private void answer(HttpServerRequest request, Buffer body) {
        String path = String.valueOf(request.path());
        if (request.method().equals(HttpMethod.GET)) {
            answerGet(request, path);
            return;
        }
        switch (path) {
            case "/v1/chat/completions" -> generate(request, true, parse(body));
            case "/v1/completions" -> generate(request, false, parse(body));
            case MESSAGES -> message(request, parse(body));
            case "/v1/embeddings" -> embed(request, parse(body));
            default -> throw nothingHere();
        }
    }

    private void answerGet(HttpServerRequest request, String path) {
        ObjectNode list = JSON.createObjectNode().put("object", "list");
        ArrayNode data = list.putArray("data");
        for (SandboxModel model : SandboxModel.values()) {
            ObjectNode one = data.addObject()
                    .put("id", model.publicName())
                    .put("object", "model")
                    .put("created", 0)
                    .put("owned_by", "sandbox");
            if (path.equals("/v1/models/" + model.publicName())) {
                json(request, OK, one);
                return;
            }
        }
        switch (path) {
            case "/v1/models" -> json(request, OK, list);
            case "/health" -> json(request, OK, JSON.createObjectNode().put("status", "ready"));
            default -> throw nothingHere();
        }
    }

    private void generate(HttpServerRequest request, boolean chat, JsonNode body) {
        TextRequest wanted = TextRequest.read(chat, body, tokens);
        Behaviour behaviour = behaviour(request, wanted.model(), body);
        TextAnswer answer = new TextAnswer(
                Generation.of(wanted, behaviour, tokens),
                UUID.randomUUID().toString(),
                clock.instant().getEpochSecond());
        play(request, wanted, behaviour, answer::whole, answer::events);
    }

    private void message(HttpServerRequest request, JsonNode body) {
        if (request.getHeader("anthropic-version") == null) {
            throw SandboxException.invalid("anthropic-version", "anthropic-version: header is required");
        }
        TextRequest wanted = TextRequest.readMessages(body, tokens);
        Behaviour behaviour = behaviour(request, wanted.model(), body);
        MessageAnswer answer = new MessageAnswer(
                Generation.of(wanted, behaviour, tokens), UUID.randomUUID().toString());
        play(request, wanted, behaviour, answer::whole, answer::events);
    }

    private void play(
            HttpServerRequest request,
            TextRequest wanted,
            Behaviour behaviour,
            Supplier<ObjectNode> whole,
            Supplier<List<String>> events) {
        afterDelay(request, behaviour, () -> {
            Playback playback = new Playback(vertx, request, behaviour);
            if (wanted.stream()) {
                request.response().putHeader("content-type", "text/event-stream; charset=utf-8");
                playback.events(events.get());
            } else {
                request.response().putHeader("content-type", "application/json");
                playback.whole(bytes(showingTrace(request, whole.get())));
            }
        });
    }

    /** Says under which span it was asked, beside what its dialect says: it has no collector to tell. */
    private static ObjectNode showingTrace(HttpServerRequest request, ObjectNode answer) {
        String traceparent = request.getHeader("traceparent");
        if (traceparent != null) {
            answer.putObject("sandbox").put("traceparent", traceparent);
        }
        return answer;
    }

    private void embed(HttpServerRequest request, JsonNode body) {
        Behaviour behaviour = behaviour(request, TextRequest.modelOf(body, SandboxModel.Kind.EMBEDDING), body);
        ObjectNode answer = Embeddings.answer(body, behaviour, tokens);
        afterDelay(request, behaviour, () -> {
            request.response().putHeader("content-type", "application/json");
            new Playback(vertx, request, behaviour).whole(bytes(answer));
        });
    }

    private static Behaviour behaviour(HttpServerRequest request, SandboxModel model, JsonNode body) {
        return model.behaviour().asked(request::getHeader, body);
    }

    private void afterDelay(HttpServerRequest request, Behaviour behaviour, Runnable answer) {
        Runnable due = behaviour.status() == OK
                ? answer
                : () -> refuse(
                        request,
                        new SandboxException(behaviour.status(), "asked_for", null, "an error, as was asked for"));
        if (behaviour.delayMs() == 0) {
            due.run();
        } else {
            vertx.setTimer(behaviour.delayMs(), id -> {
                if (!request.response().closed()) {
                    due.run();
                }
            });
        }
    }

    private static JsonNode parse(Buffer body) {
        if (body.length() > BODY_MAX_BYTES) {
            throw new SandboxException(413, "request_too_large", null, "the body is too large");
        }
        try {
            JsonNode json = JSON.readTree(body.toString(StandardCharsets.UTF_8));
            if (json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException notJson) {
            // Said below, as for JSON that is no object.
        }
        throw new SandboxException(400, "invalid_json", null, "the body is not a JSON object");
    }

    private static SandboxException nothingHere() {
        return new SandboxException(404, "not_found", null, "nothing is served here");
    }

    private static void refuse(HttpServerRequest request, SandboxException refused) {
        boolean isOfMessages = MESSAGES.equals(request.path());
        json(request, refused.status, isOfMessages ? refused.anthropic() : refused.openAi());
    }

    private static void json(HttpServerRequest request, int status, ObjectNode body) {
        if (!request.response().ended() && !request.response().closed()) {
            request.response()
                    .setStatusCode(status)
                    .putHeader("content-type", "application/json")
                    .end(bytes(body));
        }
    }

    private static Buffer bytes(ObjectNode json) {
        return Buffer.buffer(json.toString());
    }
}
