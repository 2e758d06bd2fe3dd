package io.matrixplatform.model.metering.folds;

import io.matrixplatform.model.metering.Quantity;
import io.matrixplatform.model.time.TimeWindow;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** The sum and the number of the values: averages never average. */
final class Average extends Fold {
    private BigDecimal sum = BigDecimal.ZERO;
    private long facts;

    @Override
    void count(Observation observation, long times) {
        sum = sum.add(observation.value().multiply(BigDecimal.valueOf(times)));
        facts += times;
    }

    @Override
    public void merge(Fold other) {
        if (!(other instanceof Average that)) {
            throw isOther(other);
        }
        sum = sum.add(that.sum);
        facts += that.facts;
    }

    @Override
    public FoldResult result(TimeWindow window) {
        return facts <= 0
                ? FoldResult.NOTHING
                : FoldResult.exact(sum.divide(BigDecimal.valueOf(facts), Quantity.SCALE, RoundingMode.HALF_UP));
    }

    @Override
    public Fold copy() {
        Average copy = new Average();
        copy.sum = sum;
        copy.facts = facts;
        return copy;
    }

    @Override
    Kind kind() {
        return Kind.AVERAGE;
    }

    @Override
    void write(FoldWriter out) {
        out.writeDecimal(normal(sum));
        out.writeNumber(facts);
    }

    static Average read(FoldReader in) {
        Average average = new Average();
        average.sum = in.readDecimal();
        average.facts = in.readNumber();
        return average;
    }
}
