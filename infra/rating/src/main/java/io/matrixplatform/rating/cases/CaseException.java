package io.matrixplatform.rating.cases;

/** A case that cannot be answered: where in it, by which rule, and what would be accepted. */
public final class CaseException extends Exception {
    private final String field;
    private final String rule;

    /** @param field JSON pointer from the case on, empty for the case as a whole */
    public CaseException(String field, String rule, String detail) {
        super(detail);
        this.field = field;
        this.rule = rule;
    }

    public String field() {
        return field;
    }

    public String rule() {
        return rule;
    }
}
