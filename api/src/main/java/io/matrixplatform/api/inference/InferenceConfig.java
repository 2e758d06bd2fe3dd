package io.matrixplatform.api.inference;

import io.matrixplatform.model.inference.BaseUrl;
import io.matrixplatform.model.inference.BaseUrl.Reach;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * @param privateUpstreams whether a route may lead into a private network and without encryption
 * @param sandboxUrl base address of the sandbox of models, for which a new installation gets routes; null or blank for none
 */
public record InferenceConfig(
        boolean privateUpstreams, @Nullable String sandboxUrl) {
    public InferenceConfig {
        if (sandboxUrl != null && !sandboxUrl.isBlank()) {
            BaseUrl.parse(sandboxUrl, reach(privateUpstreams));
        }
    }

    public Reach reach() {
        return reach(privateUpstreams);
    }

    public Optional<String> sandbox() {
        return Optional.ofNullable(sandboxUrl).filter(url -> !url.isBlank());
    }

    private static Reach reach(boolean privateUpstreams) {
        return privateUpstreams ? Reach.PRIVATE : Reach.PUBLIC;
    }
}
