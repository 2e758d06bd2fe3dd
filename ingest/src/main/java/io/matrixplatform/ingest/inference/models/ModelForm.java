package io.matrixplatform.ingest.inference.models;

import io.matrixplatform.ingest.inference.routes.ModelRoute;
import io.matrixplatform.ingest.platform.Answers;
import io.matrixplatform.ingest.platform.ProblemException;
import io.matrixplatform.model.inference.ApiDialect;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/** How models are told of in one dialect. Stateless. */
public interface ModelForm {
    static ModelForm of(ApiDialect dialect) {
        return switch (dialect) {
            case OPENAI -> OpenAiModelForm.INSTANCE;
            case ANTHROPIC -> AnthropicModelForm.INSTANCE;
        };
    }

    Answers.Members one(ModelRoute model);

    /**
     * @param request whose query may ask for a part of them
     * @param models all that the caller can call
     * @throws ProblemException {@code INVALID_CALL} or {@code MALFORMED_REQUEST} if the query asks for what there cannot be
     */
    Answers.Members list(HttpServerRequest request, List<ModelRoute> models);
}
