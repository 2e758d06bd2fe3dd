package io.matrixplatform.ingest.inference.calls;

import io.matrixplatform.ingest.access.limits.Reading;
import io.matrixplatform.ingest.access.limits.wire.LimitHeaders;
import io.matrixplatform.ingest.platform.Answers;
import io.matrixplatform.ingest.platform.ProblemType;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** As Anthropic's clients are told: {@code {"type":"error","error":{"type","message"},"request_id"}}, with statuses of its own. */
final class AnthropicWording implements Wording {
    static final AnthropicWording INSTANCE = new AnthropicWording();

    private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("request-id");
    private static final String KEY = "x-api-key";
    /** Too much is under way, here or at the model. */
    private static final int OVERLOADED = 529;

    private AnthropicWording() {}

    @Override
    public @Nullable String authorization(HttpServerRequest request) {
        String key = request.getHeader(KEY);
        return key == null ? request.getHeader(HttpHeaders.AUTHORIZATION) : "Bearer " + key;
    }

    @Override
    public void tellId(String id, BiConsumer<CharSequence, CharSequence> headers) {
        headers.accept(REQUEST_ID, id);
        headers.accept(OpenAiWording.REQUEST_ID, id);
    }

    @Override
    public void tellLimits(List<Reading> readings, Instant now, BiConsumer<CharSequence, CharSequence> headers) {
        LimitHeaders.anthropic(readings, now, headers);
    }

    @Override
    public int status(ProblemType why) {
        return switch (why) {
            case OVERLOADED, UPSTREAM_BUSY -> OVERLOADED;
            default -> why.status();
        };
    }

    @Override
    public void answer(HttpServerRequest request, String id, CallError error) {
        Answers.send(
                request.response(),
                status(error.problem().type()),
                "application/json",
                Answers.object(body(id, error)));
    }

    @Override
    public String event(String id, CallError error) {
        return "event: error\ndata: " + new String(Answers.object(body(id, error)), StandardCharsets.UTF_8) + "\n\n";
    }

    private Answers.Members body(String id, CallError error) {
        return json -> {
            json.writeStringField("type", "error");
            json.writeObjectFieldStart("error");
            json.writeStringField("type", type(error));
            json.writeStringField("message", error.problem().detail());
            json.writeEndObject();
            json.writeStringField("request_id", id);
        };
    }

    private String type(CallError error) {
        String said = error.saidType();
        return said == null ? type(status(error.problem().type())) : said;
    }

    private static String type(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case 504 -> "timeout_error";
            case OVERLOADED -> "overloaded_error";
            default -> status < 500 ? "invalid_request_error" : "api_error";
        };
    }
}
