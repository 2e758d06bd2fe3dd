package io.matrixplatform.model.metering.folds;

import io.matrixplatform.model.metering.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * What a fold comes to.
 *
 * @param quantity with at most {@link Quantity#SCALE} decimals, HALF_UP where there would be more
 * @param error null when it is exact
 */
public record FoldResult(BigDecimal quantity, @Nullable ErrorBound error) {
    static final FoldResult NOTHING = new FoldResult(BigDecimal.ZERO, null);

    public FoldResult {
        quantity = quantity.signum() == 0
                ? BigDecimal.ZERO
                : quantity.setScale(Quantity.SCALE, RoundingMode.HALF_UP).stripTrailingZeros();
    }

    static FoldResult exact(BigDecimal quantity) {
        return new FoldResult(quantity, null);
    }
}
