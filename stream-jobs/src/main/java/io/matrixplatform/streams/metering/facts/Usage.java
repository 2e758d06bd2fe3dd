package io.matrixplatform.streams.metering.facts;

import io.matrixplatform.model.metering.measures.Fields;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What was used: the fields that meters and rules can name. */
public interface Usage extends Fields {
    /** CloudEvents type. */
    String eventType();

    /** The position of a measure for {@link #whole} and {@link #decimal}, or -1 if there is none of this name. */
    int measure(String name);

    /** The measure, exact where {@link #decimal} is null. */
    long whole(int measure);

    /** The measure when it is not a whole number that fits a long, else null. */
    @Nullable BigDecimal decimal(int measure);

    @Override
    default @Nullable BigDecimal number(String name) {
        int measure = measure(name);
        if (measure < 0) {
            return null;
        }
        BigDecimal decimal = decimal(measure);
        return decimal == null ? BigDecimal.valueOf(whole(measure)) : decimal;
    }
}
