package io.matrixplatform.api.billing.lateusage;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.matrixplatform.api.catalog.plans.LatePolicy;
import org.jspecify.annotations.Nullable;

/** Where late usage is charged or credited. */
public enum Treatment {
    /** It came before its period was over. */
    @JsonProperty("own_invoice")
    OWN_INVOICE,
    @JsonProperty("next_invoice")
    NEXT_INVOICE,
    @JsonProperty("credit_note")
    CREDIT_NOTE,
    /** Nowhere. */
    @JsonProperty("none")
    NONE;

    /**
     * @param policy null where there is no plan: there is nobody to charge
     * @param signum of all that came after the period's end, of one meter
     */
    static Treatment of(boolean afterClose, @Nullable LatePolicy policy, int signum) {
        if (!afterClose) {
            return OWN_INVOICE;
        }
        if (policy == null) {
            return NONE;
        }
        return switch (policy) {
            case IGNORE -> NONE;
            case NEXT_INVOICE -> NEXT_INVOICE;
            case CREDIT_NOTE -> signum < 0 ? CREDIT_NOTE : NEXT_INVOICE;
        };
    }
}
