package io.matrixplatform.api.platform.problems;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A request that cannot be fulfilled, for a reason of the catalogue. The detail is shown to the caller. */
public final class ProblemException extends RuntimeException {
    private final ProblemType type;
    private final transient List<InvalidField> errors;

    public ProblemException(ProblemType type, String detail) {
        this(type, detail, List.of(), null);
    }

    public ProblemException(ProblemType type, String detail, Throwable cause) {
        this(type, detail, List.of(), cause);
    }

    private ProblemException(ProblemType type, String detail, List<InvalidField> errors, @Nullable Throwable cause) {
        super(detail, cause);
        this.type = requireNonNull(type, "type");
        this.errors = List.copyOf(errors);
    }

    /** {@code INVALID_FIELD}, naming each field or parameter. */
    public static ProblemException invalid(List<InvalidField> errors) {
        String detail = errors.stream().map(InvalidField::sentence).collect(Collectors.joining("; "));
        return new ProblemException(ProblemType.INVALID_FIELD, detail, errors, null);
    }

    /** {@code INVALID_FIELD} for one query parameter. */
    public static ProblemException invalidParameter(String name, String detail) {
        return invalid(List.of(InvalidField.inParameter(name, detail)));
    }

    public ProblemType type() {
        return type;
    }

    public List<InvalidField> errors() {
        return errors;
    }
}
