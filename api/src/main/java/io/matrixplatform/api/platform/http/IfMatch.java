package io.matrixplatform.api.platform.http;

import static io.matrixplatform.api.platform.problems.ProblemType.PRECONDITION_FAILED;
import static io.matrixplatform.api.platform.problems.ProblemType.PRECONDITION_REQUIRED;

import io.matrixplatform.api.platform.problems.ProblemException;
import jakarta.ws.rs.HeaderParam;
import org.jspecify.annotations.Nullable;

/** The version that an edit is based on, so that nobody overwrites what he has not seen. Every edit takes one. */
public final class IfMatch {
    private static final String HEADER = "If-Match";

    private final String tags;

    /** @throws ProblemException {@code PRECONDITION_REQUIRED} if the header is missing */
    public IfMatch(@Required @HeaderParam(HEADER) @Nullable String tags) {
        if (tags == null) {
            throw new ProblemException(PRECONDITION_REQUIRED, "send If-Match with the ETag that you have read");
        }
        if (!EntityTags.areWellFormed(tags)) {
            throw ProblemException.invalidParameter(HEADER, "an entity tag in quotes, such as \"3\"");
        }
        this.tags = tags;
    }

    /**
     * To be asked with the row locked, or with the version in the update's WHERE.
     *
     * @throws ProblemException {@code PRECONDITION_FAILED} if it has another version by now
     */
    public void demand(long version) {
        if (!EntityTags.anyIsExactly(tags, ETags.of(version))) {
            throw new ProblemException(PRECONDITION_FAILED, "it has changed since you read it: read it again");
        }
    }
}
