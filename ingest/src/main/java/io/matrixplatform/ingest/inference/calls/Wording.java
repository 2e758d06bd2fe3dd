package io.matrixplatform.ingest.inference.calls;

import io.matrixplatform.ingest.access.limits.Reading;
import io.matrixplatform.ingest.platform.ProblemType;
import io.matrixplatform.model.inference.ApiDialect;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** How callers of one dialect are told what the gateway itself has to say: who they are, what is left, what went wrong. Stateless. */
interface Wording {
    static Wording of(ApiDialect dialect) {
        return switch (dialect) {
            case OPENAI -> OpenAiWording.INSTANCE;
            case ANTHROPIC -> AnthropicWording.INSTANCE;
        };
    }

    /** Where the API key of a request stands, as the header {@code Authorization} would say it; null if it has none. */
    @Nullable String authorization(HttpServerRequest request);

    /** Headers that name a request. */
    void tellId(String id, BiConsumer<CharSequence, CharSequence> headers);

    /** Headers that tell what is left of limits. */
    void tellLimits(List<Reading> readings, Instant now, BiConsumer<CharSequence, CharSequence> headers);

    /** That a failure is answered with. */
    int status(ProblemType why);

    /** Answers a request that nothing was answered to yet. */
    void answer(HttpServerRequest request, String id, CallError error);

    /** The event that a stream ends with which goes no further. */
    String event(String id, CallError error);
}
