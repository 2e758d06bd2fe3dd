package io.matrixplatform.streams.metering.sums;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.model.metering.Quantity;
import io.matrixplatform.model.metering.folds.Fold;
import io.matrixplatform.model.metering.folds.Folding;
import io.matrixplatform.model.metering.folds.Observation;
import io.matrixplatform.model.time.TimeWindow;
import io.matrixplatform.streams.platform.Wire;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * A running sum, exact, or what is folded instead, and how many facts are in it. Mutable; a {@code long} until that is not
 * enough.
 */
final class Tally {
    private static final BigDecimal SMALLEST_STEP = BigDecimal.ONE.movePointLeft(Quantity.SCALE);

    /** The largest quantity that the contracts can say. */
    private static final BigDecimal LARGEST =
            BigDecimal.TEN.pow(Quantity.MAX_INTEGER_DIGITS).subtract(SMALLEST_STEP);

    private long whole;
    private @Nullable BigDecimal decimal;
    private final @Nullable Fold fold;
    private long facts;
    private boolean changed;

    /** A sum. */
    Tally() {
        this.fold = null;
    }

    private Tally(@Nullable Fold fold) {
        this.fold = fold;
    }

    /** @param folding null for a sum */
    static Tally of(@Nullable Folding folding) {
        return folding == null ? new Tally() : new Tally(folding.start());
    }

    /** For a fold. */
    void add(Observation observation) {
        requireNonNull(fold, "fold").add(observation);
        facts++;
        changed = true;
    }

    /** For a fold: takes back what was added, or will be. */
    void remove(Observation observation) {
        requireNonNull(fold, "fold").remove(observation);
        facts--;
        changed = true;
    }

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
        if (fold != null) {
            fold.merge(requireNonNull(other.fold, "fold"));
        }
        add(other.whole, other.decimal, other.facts);
    }

    private void addDecimal(BigDecimal added) {
        decimal = decimal == null ? added : decimal.add(added);
    }

    /**
     * The sum, or what the fold comes to. One that has more digits than the contracts can say is answered as the largest they can, whatever order the
     * facts came in: absurd on its face, and no tenant can stop everyone's metering with it. The state stays exact.
     *
     * @param window that it is about
     */
    Quantity quantity(TimeWindow window) {
        if (fold != null) {
            return bounded(fold.result(window).quantity());
        }
        if (decimal == null) {
            return Quantity.of(whole);
        }
        return bounded(decimal.add(BigDecimal.valueOf(whole)));
    }

    private static Quantity bounded(BigDecimal quantity) {
        return new Quantity(quantity.min(LARGEST).max(LARGEST.negate()));
    }

    /** The bytes of the fold; null of a sum. */
    @Nullable ByteBuffer fold() {
        return fold == null ? null : ByteBuffer.wrap(fold.toBytes());
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
        Tally copy = new Tally(fold == null ? null : fold.copy());
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
        if (fold != null) {
            Wire.writeBytes(fold.toBytes(), out);
        }
    }

    /** @param folded whether it is no sum */
    static Tally read(boolean folded, DataInputView in) throws IOException {
        long whole = in.readLong();
        BigDecimal decimal = Wire.readDecimal(in);
        long facts = Wire.readNumber(in);
        Tally tally = folded ? new Tally(Fold.fromBytes(Wire.readPresentBytes(in))) : new Tally();
        tally.whole = whole;
        tally.decimal = decimal;
        tally.facts = facts;
        return tally;
    }
}
