package io.matrixplatform.model.rules;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * An input that a rule refuses: which field, by which rule, and in the message what would be accepted.
 *
 * <p>The field is the path of the input as documents write it, snake case and parts joined by slashes: {@code anchor} or
 * {@code tiers/2/up_to}. The rule is a slug that does not change, for others to decide by: {@code tiers-ascend}.
 */
public final class RuleViolation extends IllegalArgumentException {
    private static final Pattern FIELD = Pattern.compile("|[a-z0-9_]+(/[a-z0-9_]+)*");
    private static final Pattern RULE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private final String field;
    private final String rule;

    /**
     * @param field empty when the input as a whole is refused
     * @param remedy what is wrong and what would be accepted
     */
    public RuleViolation(String field, String rule, String remedy) {
        super(requireNonNull(remedy, "remedy"));
        if (!FIELD.matcher(field).matches() || !RULE.matcher(rule).matches()) {
            throw new IllegalArgumentException("not a field and a rule: " + field + ", " + rule);
        }
        this.field = field;
        this.rule = rule;
    }

    public String field() {
        return field;
    }

    public String rule() {
        return rule;
    }

    /** The same violation as seen from further out: {@code up_to} within {@code tiers/2} is {@code tiers/2/up_to}. */
    public RuleViolation within(String outer) {
        RuleViolation outside =
                new RuleViolation(field.isEmpty() ? outer : outer + "/" + field, rule, String.valueOf(getMessage()));
        outside.initCause(this);
        return outside;
    }
}
