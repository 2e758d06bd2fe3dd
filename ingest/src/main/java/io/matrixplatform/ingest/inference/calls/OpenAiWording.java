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

/** As OpenAI's clients are told: a problem with the member {@code error} beside its own. */
final class OpenAiWording implements Wording {
    static final OpenAiWording INSTANCE = new OpenAiWording();
    static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("x-request-id");

    private OpenAiWording() {}

    @Override
    public @Nullable String authorization(HttpServerRequest request) {
        return request.getHeader(HttpHeaders.AUTHORIZATION);
    }

    @Override
    public void tellId(String id, BiConsumer<CharSequence, CharSequence> headers) {
        headers.accept(REQUEST_ID, id);
    }

    @Override
    public void tellLimits(List<Reading> readings, Instant now, BiConsumer<CharSequence, CharSequence> headers) {
        LimitHeaders.openAi(readings, headers);
    }

    @Override
    public int status(ProblemType why) {
        return why.status();
    }

    @Override
    public void answer(HttpServerRequest request, String id, CallError error) {
        Answers.problem(request.response(), error.problem(), Answers.mediaType(request), error);
    }

    @Override
    public String event(String id, CallError error) {
        return "data: " + new String(Answers.object(error), StandardCharsets.UTF_8) + "\n\n";
    }
}
