package io.matrixplatform.api.platform.problems;

import java.util.ArrayList;
import java.util.List;

/** Collects everything that is wrong with one request, so that a client reads all of it at once. */
public final class InvalidFields {
    private final List<InvalidField> found = new ArrayList<>();

    /** Notes {@code detail} about the body field at {@code pointer} unless {@code valid}. */
    public InvalidFields body(boolean valid, String pointer, String detail) {
        if (!valid) {
            found.add(InvalidField.inBody(pointer, detail));
        }
        return this;
    }

    /** Notes {@code detail} about the query parameter {@code name} unless {@code valid}. */
    public InvalidFields parameter(boolean valid, String name, String detail) {
        if (!valid) {
            found.add(InvalidField.inParameter(name, detail));
        }
        return this;
    }

    /** @throws ProblemException {@code INVALID_FIELD} if anything was noted */
    public void refuse() {
        if (!found.isEmpty()) {
            throw ProblemException.invalid(found);
        }
    }
}
