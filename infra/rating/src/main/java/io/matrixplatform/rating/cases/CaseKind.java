package io.matrixplatform.rating.cases;

import com.fasterxml.jackson.databind.JsonNode;

/** One kind of case: reads its input strictly, asks the rule, writes the result. Without state. */
public interface CaseKind {
    /**
     * Fields that were not asked for are refused afterwards; what a rule refuses goes through as its {@code RuleViolation},
     * whose field counts from {@code input}, or from the case if it starts with {@code options/}.
     *
     * @param options empty if the case has none
     * @throws CaseException if the input cannot be read
     */
    JsonNode answer(Fields input, Fields options) throws CaseException;
}
