package io.matrixplatform.streams.metering.sums;

import io.matrixplatform.model.metering.Quantity;
import io.matrixplatform.streams.platform.Wire;
import java.io.IOException;
import java.math.BigDecimal;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** A running sum, exact, and how many facts are in it. Mutable; a {@code long} until that is not enough. */
final class Tally {
    private static final BigDecimal SMALLEST_STEP = BigDecimal.ONE.movePointLeft(Quantity.SCALE);

    /** The largest quantity that the contracts can say. */
    private static final BigDecimal LARGEST =
            BigDecimal.TEN.pow(Quantity.MAX_INTEGER_DIGITS).subtract(SMALLEST_STEP);

    private long whole;
    private @Nullable BigDecimal decimal;
    private long facts;
    private boolean changed;

    void add(long addedWhole, @Nullable BigDecimal addedDecimal, long addedFacts) {
        long sum = whole + addedWhole;
        if (((whole ^ sum) & (addedWhole ^ sum)) < 0) {
            addDecimal(BigDecimal.valueOf(addedWhole));
        } else {
            whole = sum;
        }
        if (addedDecimal != null) {
            addDecimal(addedDecimal);
        }
        facts += addedFacts;
        changed = true;
    }

    void add(Tally other) {
        add(other.whole, other.decimal, other.facts);
    }

    private void addDecimal(BigDecimal added) {
        decimal = decimal == null ? added : decimal.add(added);
    }

    /**
     * The sum. One that has more digits than the contracts can say is answered as the largest they can, whatever order the
     * facts came in: absurd on its face, and no tenant can stop everyone's metering with it. The state stays exact.
     */
    Quantity quantity() {
        if (decimal == null) {
            return Quantity.of(whole);
        }
        BigDecimal sum = decimal.add(BigDecimal.valueOf(whole));
        return new Quantity(sum.min(LARGEST).max(LARGEST.negate()));
    }

    long facts() {
        return facts;
    }

    /** Whether something was added since it was last asked. */
    boolean takeChanged() {
        boolean was = changed;
        changed = false;
        return was;
    }

    /** To have it emitted again as it is. */
    void touch() {
        changed = true;
    }

    Tally copy() {
        Tally copy = new Tally();
        copy.whole = whole;
        copy.decimal = decimal;
        copy.facts = facts;
        copy.changed = changed;
        return copy;
    }

    void write(DataOutputView out) throws IOException {
        out.writeLong(whole);
        Wire.writeDecimal(decimal, out);
        Wire.writeNumber(facts, out);
    }

    static Tally read(DataInputView in) throws IOException {
        Tally tally = new Tally();
        tally.whole = in.readLong();
        tally.decimal = Wire.readDecimal(in);
        tally.facts = Wire.readNumber(in);
        return tally;
    }
}
