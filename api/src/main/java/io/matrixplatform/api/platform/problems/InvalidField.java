package io.matrixplatform.api.platform.problems;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a request, and where.
 *
 * @param pointer JSON pointer into the body; null when it is not in the body
 * @param parameter name of the query parameter or header; null when it is not in one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InvalidField(
        @Nullable String pointer, @Nullable String parameter, String detail) {
    public static InvalidField inBody(String pointer, String detail) {
        return new InvalidField(pointer, null, detail);
    }

    public static InvalidField inParameter(String parameter, String detail) {
        return new InvalidField(null, parameter, detail);
    }

    /** For a person, in one line. */
    public String sentence() {
        String where = parameter != null ? parameter : pointer;
        return (where == null || where.isEmpty() ? "the body" : where) + ": " + detail;
    }
}
