package io.matrixplatform.api.access.keys;

import com.fasterxml.jackson.databind.JsonNode;
import io.matrixplatform.api.platform.json.Texts;
import io.matrixplatform.api.platform.problems.InvalidField;
import io.matrixplatform.api.platform.problems.ProblemException;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be different about a key; what is absent stays.
 *
 * @param expiresAt JSON null for never
 */
record ApiKeyChange(
        @Nullable @Size(max = 200, message = "at most 200 characters") @Pattern(regexp = "(?s).*\\S.*", message = "must not be blank")
        String name,

        @Nullable List<String> scopes,
        @Nullable List<String> models,
        @Nullable List<String> cidrs,
        @Nullable JsonNode expiresAt) {

    String nameOr(String current) {
        return name == null ? current : name.strip();
    }

    /** @throws ProblemException {@code INVALID_FIELD} if the time is none */
    WantedTerms over(ApiKey current) {
        return new WantedTerms(
                scopes == null ? current.scopes() : scopes,
                models == null ? current.models() : models,
                cidrs == null ? current.cidrs() : cidrs,
                expiresAt == null ? current.expiresAt() : wantedExpiry(expiresAt));
    }

    private static @Nullable Instant wantedExpiry(JsonNode wanted) {
        if (wanted.isNull()) {
            return null;
        }
        try {
            return Texts.time(wanted.asText());
        } catch (IllegalArgumentException malformed) {
            throw ProblemException.invalid(
                    List.of(InvalidField.inBody("/expires_at", String.valueOf(malformed.getMessage()))));
        }
    }
}
