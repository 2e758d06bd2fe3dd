package io.matrixplatform.api.access.keys;

import io.matrixplatform.api.access.callers.Scope;
import io.matrixplatform.api.platform.problems.InvalidFields;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A wanted API key.
 *
 * @param scopes null for the default ones
 * @param expiresAt in the future; null for never
 */
record NewApiKey(
        @NotBlank(message = "must not be blank") @Size(max = 200, message = "at most 200 characters") String name,

        @Nullable List<String> scopes,
        @Nullable Instant expiresAt) {

    /** @throws io.matrixplatform.api.platform.problems.ProblemException {@code INVALID_FIELD} */
    List<Scope> wantedScopes(Instant now) {
        List<String> names =
                scopes == null ? Scope.DEFAULTS.stream().map(Scope::toString).toList() : scopes;
        InvalidFields invalid = new InvalidFields()
                .body(!names.isEmpty(), "/scopes", "at least one")
                .body(expiresAt == null || expiresAt.isAfter(now), "/expires_at", "must be in the future");
        for (int i = 0; i < names.size(); i++) {
            invalid.body(
                    names.get(i) != null && Scope.parse(names.get(i)).isPresent(),
                    "/scopes/" + i,
                    "not one of " + List.of(Scope.values()));
        }
        invalid.refuse();
        return names.stream()
                .flatMap(name -> Scope.parse(name).stream())
                .distinct()
                .sorted()
                .toList();
    }
}
