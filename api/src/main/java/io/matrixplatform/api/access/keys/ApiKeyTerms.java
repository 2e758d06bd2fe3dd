package io.matrixplatform.api.access.keys;

import io.matrixplatform.api.access.callers.Scope;
import io.matrixplatform.model.network.Cidr;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a key may do, for which models, from where and until when.
 *
 * @param models empty for all
 * @param ranges empty for every address
 * @param expiresAt null for never
 */
record ApiKeyTerms(
        Set<Scope> scopes,
        List<String> models,
        List<Cidr> ranges,
        @Nullable Instant expiresAt) {
    ApiKeyTerms {
        scopes = Set.copyOf(scopes);
        models = List.copyOf(models);
        ranges = List.copyOf(ranges);
    }

    static ApiKeyTerms of(ApiKey key) {
        return new ApiKeyTerms(
                scopes(key.scopes()),
                key.models(),
                key.cidrs().stream().map(Cidr::parse).toList(),
                key.expiresAt());
    }

    /** What these allow and {@code maker} does not, for a person; empty if nothing. */
    Optional<String> excessOver(ApiKeyTerms maker) {
        Set<Scope> given = Scope.withImplied(maker.scopes);
        if (!given.containsAll(scopes)) {
            List<Scope> missing = scopes.stream()
                    .filter(scope -> !given.contains(scope))
                    .sorted()
                    .toList();
            return Optional.of("the scopes " + missing);
        }
        if (!maker.models.isEmpty() && (models.isEmpty() || !maker.models.containsAll(models))) {
            return Optional.of("models beyond " + maker.models);
        }
        if (!maker.ranges.isEmpty() && (ranges.isEmpty() || !ranges.stream().allMatch(maker::coversRange))) {
            return Optional.of("addresses beyond " + maker.ranges);
        }
        Instant end = maker.expiresAt;
        return end == null || (expiresAt != null && !expiresAt.isAfter(end))
                ? Optional.empty()
                : Optional.of("a time after " + end);
    }

    List<String> scopeNames() {
        return scopes.stream().sorted().map(Scope::toString).toList();
    }

    List<String> rangeTexts() {
        return ranges.stream().map(Cidr::toString).toList();
    }

    private boolean coversRange(Cidr range) {
        return ranges.stream().anyMatch(ours -> ours.contains(range));
    }

    private static Set<Scope> scopes(Collection<String> names) {
        return Set.copyOf(
                names.stream().flatMap(name -> Scope.parse(name).stream()).toList());
    }
}
