package io.matrixplatform.api.platform.problems;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A request that cannot be fulfilled, for a reason of the catalogue. The detail is shown to the caller. */
public final class ProblemException extends RuntimeException {
    private final ProblemType type;
    private final transient List<InvalidField> errors;
    private final @Nullable Duration retryAfter;

    public ProblemException(ProblemType type, String detail) {
        this(type, detail, List.of(), null, null);
    }

    public ProblemException(ProblemType type, String detail, Throwable cause) {
        this(type, detail, List.of(), null, cause);
    }

    private ProblemException(
            ProblemType type,
            String detail,
            List<InvalidField> errors,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super(detail, cause);
        this.retryAfter = retryAfter;
        this.type = requireNonNull(type, "type");
        this.errors = List.copyOf(errors);
    }

    /** {@code INVALID_FIELD}, naming each field or parameter. */
    public static ProblemException invalid(List<InvalidField> errors) {
        String detail = errors.stream().map(InvalidField::sentence).collect(Collectors.joining("; "));
        return new ProblemException(ProblemType.INVALID_FIELD, detail, errors, null, null);
    }

    /** {@code INVALID_FIELD} for one query parameter. */
    public static ProblemException invalidParameter(String name, String detail) {
        return invalid(List.of(InvalidField.inParameter(name, detail)));
    }

    /** A request that may be repeated once {@code wait} is over. */
    public static ProblemException retryAfter(ProblemType type, String detail, Duration wait) {
        return new ProblemException(type, detail, List.of(), wait, null);
    }

    /** How long to wait before the request is repeated; empty when that is not known. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    public ProblemType type() {
        return type;
    }

    public List<InvalidField> errors() {
        return errors;
    }
}
