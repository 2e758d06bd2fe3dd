package io.matrixplatform.api.access.keys;

import io.matrixplatform.api.access.callers.Scope;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A wanted API key.
 *
 * @param scopes null for the default ones
 * @param models null or empty for all
 * @param cidrs null or empty for every address
 * @param expiresAt in the future; null for never
 */
record NewApiKey(
        @NotBlank(message = "must not be blank") @Size(max = 200, message = "at most 200 characters") String name,

        @Nullable List<String> scopes,
        @Nullable List<String> models,
        @Nullable List<String> cidrs,
        @Nullable Instant expiresAt) {

    WantedTerms wantedTerms() {
        return new WantedTerms(
                scopes == null ? Scope.DEFAULTS.stream().map(Scope::toString).toList() : scopes,
                models == null ? List.of() : models,
                cidrs == null ? List.of() : cidrs,
                expiresAt);
    }
}
