package io.matrixplatform.api.access.keys;

import static io.matrixplatform.api.platform.problems.ProblemType.KEY_EXCEEDS_MAKER;

import io.matrixplatform.api.access.callers.Actor;
import io.matrixplatform.api.platform.problems.ProblemException;

/**
 * Who mints or changes a key.
 *
 * @param terms what it may do itself, which is the most that it can give
 */
record Maker(Actor actor, ApiKeyTerms terms) {
    /** @throws ProblemException {@code KEY_EXCEEDS_MAKER} */
    void demand(ApiKeyTerms wanted) {
        wanted.excessOver(terms).ifPresent(excess -> {
            throw new ProblemException(KEY_EXCEEDS_MAKER, "you cannot give a key " + excess);
        });
    }
}
