package io.matrixplatform.api.access.keys;

import io.matrixplatform.api.access.callers.Scope;
import io.matrixplatform.api.platform.problems.InvalidFields;
import io.matrixplatform.model.network.Cidr;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Terms of a key as a client writes them. */
record WantedTerms(
        List<String> scopes,
        List<String> models,
        List<String> cidrs,
        @Nullable Instant expiresAt) {
    private static final int MAX_ENTRIES = 100;
    private static final int MAX_MODEL_CHARS = 128;

    /** @throws io.matrixplatform.api.platform.problems.ProblemException {@code INVALID_FIELD}, naming each */
    ApiKeyTerms proven(Instant now) {
        InvalidFields invalid = new InvalidFields()
                .body(!scopes.isEmpty(), "/scopes", "at least one")
                .body(models.size() <= MAX_ENTRIES, "/models", "at most " + MAX_ENTRIES)
                .body(cidrs.size() <= MAX_ENTRIES, "/cidrs", "at most " + MAX_ENTRIES)
                .body(expiresAt == null || expiresAt.isAfter(now), "/expires_at", "must be in the future");
        checkScopes(invalid);
        checkModels(invalid);
        List<Cidr> ranges = readRanges(invalid);
        invalid.refuse();
        return new ApiKeyTerms(
                Set.copyOf(scopes.stream()
                        .flatMap(name -> Scope.parse(name).stream())
                        .toList()),
                models.stream().distinct().toList(),
                ranges,
                expiresAt == null ? null : expiresAt.truncatedTo(ChronoUnit.MICROS));
    }

    private void checkScopes(InvalidFields invalid) {
        for (int i = 0; i < scopes.size(); i++) {
            String name = scopes.get(i);
            invalid.body(
                    name != null && Scope.parse(name).isPresent(),
                    "/scopes/" + i,
                    "not one of " + List.of(Scope.values()));
        }
    }

    private void checkModels(InvalidFields invalid) {
        for (int i = 0; i < models.size(); i++) {
            String model = models.get(i);
            invalid.body(
                    model != null && !model.isBlank() && model.length() <= MAX_MODEL_CHARS,
                    "/models/" + i,
                    "from 1 to " + MAX_MODEL_CHARS + " characters");
        }
    }

    private List<Cidr> readRanges(InvalidFields invalid) {
        List<Cidr> ranges = new ArrayList<>();
        for (int i = 0; i < cidrs.size(); i++) {
            String text = cidrs.get(i);
            try {
                ranges.add(Cidr.parse(text == null ? "" : text));
            } catch (IllegalArgumentException wrong) {
                invalid.body(false, "/cidrs/" + i, String.valueOf(wrong.getMessage()));
            }
        }
        return ranges.stream().distinct().toList();
    }
}
