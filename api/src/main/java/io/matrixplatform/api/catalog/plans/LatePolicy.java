package io.matrixplatform.api.catalog.plans;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of usage that comes when the invoice of its period is out. */
public enum LatePolicy {
    /** What it comes to, be it less than nothing, stands on the next invoice. */
    @JsonProperty("next_invoice")
    NEXT_INVOICE,
    /** What is added stands on the next invoice; what is taken back becomes a credit note for the period's own. */
    @JsonProperty("credit_note")
    CREDIT_NOTE,
    /** It is reported, and neither charged nor credited. */
    @JsonProperty("ignore")
    IGNORE
}
