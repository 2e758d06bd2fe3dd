package io.matrixplatform.model.metering.folds;

import io.matrixplatform.model.time.TimeWindow;
import java.math.BigDecimal;
import java.util.Arrays;

/**
 * What the facts of one window have come to so far. Mutable, not thread-safe; bounded in size whatever is added.
 *
 * <p>What was added can be removed again, also before it is added: everything is counted with a sign. Averages, unique counts
 * and percentiles stay right under any corrections, within their bounds. The least, the greatest and the latest remember a
 * stated number of values, and say so on the result when more than those were taken back.
 */
public abstract sealed class Fold
        permits Average, Extreme, Latest, UniqueCount, Percentile, TimeWeightedSum, SampledLevel {
    private static final int VERSION = 1;

    /** Takes an observation in. */
    public final void add(Observation observation) {
        count(observation, 1);
    }

    /** Takes back one that was added, or is still to come. */
    public final void remove(Observation observation) {
        count(observation, -1);
    }

    /**
     * Takes in everything that {@code other} did.
     *
     * @throws IllegalArgumentException if it is of another kind
     */
    public abstract void merge(Fold other);

    /** @param window which it is about; only a level needs to know when it ends */
    public abstract FoldResult result(TimeWindow window);

    public abstract Fold copy();

    /** Whether it is of a level over time, which {@link Levels} put behind each other where others merge. */
    public final boolean isLevel() {
        return kind() == Kind.TIME_WEIGHTED_SUM;
    }

    /** Whether it is of samples, which {@link Timelines} put behind each other. */
    public final boolean isSampled() {
        return kind() == Kind.SAMPLED_LEVEL;
    }

    /** The same, of its bytes. */
    public static boolean isSampled(byte[] bytes) {
        return bytes.length > 1 && bytes[1] == Kind.SAMPLED_LEVEL.number;
    }

    /** Equal folds have equal bytes. They stand in topics and tables, so their form is changed with its version only. */
    public final byte[] toBytes() {
        FoldWriter out = new FoldWriter();
        out.writeByte(VERSION);
        out.writeByte(kind().number);
        write(out);
        return out.toBytes();
    }

    /** @throws IllegalArgumentException if that is no fold */
    public static Fold fromBytes(byte[] bytes) {
        FoldReader in = new FoldReader(bytes);
        int version = in.readByte();
        if (version != VERSION) {
            throw new IllegalArgumentException("no fold of version " + version + " is known");
        }
        Kind kind = Kind.numbered(in.readByte());
        Fold fold = switch (kind) {
            case AVERAGE -> Average.read(in);
            case LEAST -> Extreme.read(Extreme.Side.LEAST, in);
            case GREATEST -> Extreme.read(Extreme.Side.GREATEST, in);
            case LATEST -> Latest.read(in);
            case UNIQUE_COUNT -> UniqueCount.read(in);
            case PERCENTILE -> Percentile.read(in);
            case TIME_WEIGHTED_SUM -> TimeWeightedSum.read(in);
            case SAMPLED_LEVEL -> SampledLevel.read(in);
        };
        in.end();
        return fold;
    }

    /** The numbers are on the wire. */
    enum Kind {
        AVERAGE(0),
        LEAST(1),
        GREATEST(2),
        LATEST(3),
        UNIQUE_COUNT(4),
        PERCENTILE(5),
        TIME_WEIGHTED_SUM(6),
        SAMPLED_LEVEL(7);

        private final int number;

        Kind(int number) {
            this.number = number;
        }

        static Kind numbered(int number) {
            return Arrays.stream(values())
                    .filter(kind -> kind.number == number)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no fold is of kind " + number));
        }
    }

    abstract Kind kind();

    abstract void count(Observation observation, long times);

    abstract void write(FoldWriter out);

    final IllegalArgumentException isOther(Fold other) {
        return new IllegalArgumentException(kind() + " does not merge with " + other.kind());
    }

    @Override
    public final boolean equals(@org.jspecify.annotations.Nullable Object other) {
        return other instanceof Fold that && Arrays.equals(that.toBytes(), toBytes());
    }

    @Override
    public final int hashCode() {
        return Arrays.hashCode(toBytes());
    }

    static BigDecimal normal(BigDecimal value) {
        return value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }
}
