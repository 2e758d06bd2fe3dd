package io.matrixplatform.model.metering.measures;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The fields of a fact, by name. */
public interface Fields {
    /** A measure; null if there is none of this name. */
    @Nullable BigDecimal number(String name);

    /** A dimension; {@code ""} if there is none of this name. */
    String dimension(String name);

    /** A dimension or, where there is none, a measure without trailing zeros; {@code ""} if there is neither. */
    default String text(String name) {
        String dimension = dimension(name);
        if (!dimension.isEmpty()) {
            return dimension;
        }
        BigDecimal number = number(name);
        if (number == null) {
            return "";
        }
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
