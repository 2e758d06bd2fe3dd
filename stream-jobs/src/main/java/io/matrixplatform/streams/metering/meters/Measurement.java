package io.matrixplatform.streams.metering.meters;

import static io.matrixplatform.streams.platform.Wire.readPresentText;
import static io.matrixplatform.streams.platform.Wire.readText;
import static io.matrixplatform.streams.platform.Wire.writeText;
import static java.util.Objects.requireNonNull;

import io.matrixplatform.events.metering.LateCause;
import io.matrixplatform.model.metering.Identity;
import io.matrixplatform.model.metering.folds.Observation;
import io.matrixplatform.model.metering.folds.Probe;
import io.matrixplatform.model.metering.folds.Sampling;
import io.matrixplatform.streams.platform.StreamSerializer;
import io.matrixplatform.streams.platform.StreamType;
import io.matrixplatform.streams.platform.Wire;
import java.io.IOException;
import java.math.BigDecimal;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * What one fact adds to one meter, or takes back.
 *
 * @param minute of {@code occurred_at}, counted from 1970
 * @param lateDay number of the {@link LateLane}, which is the UTC day on which it was booked if the fact itself was late; or
 *     {@link #ON_TIME}
 * @param whole the quantity, unless {@code decimal} is there
 * @param observation what is folded, where quantities do not add up: then there is neither
 * @param takenBack whether it takes back what was added: quantities are negated then, observations are not
 */
public record Measurement(
        Series series,
        int minute,
        int lateDay,
        long whole,
        @Nullable BigDecimal decimal,
        @Nullable Observation observation,
        boolean takenBack) {
    /** The {@code lateDay} of a fact that was not late. */
    public static final int ON_TIME = Integer.MIN_VALUE;

    /** What is added. */
    public Measurement(
            Series series,
            int minute,
            int lateDay,
            long whole,
            @Nullable BigDecimal decimal,
            @Nullable Observation observation) {
        this(series, minute, lateDay, whole, decimal, observation, false);
    }

    /** Of a series whose quantities add up. */
    public Measurement(Series series, long minute, int lateDay, long whole, @Nullable BigDecimal decimal) {
        this(series, Math.toIntExact(minute), lateDay, whole, decimal, null);
    }

    /** The opposite of what is added. */
    public Measurement negated() {
        return new Measurement(
                series, minute, lateDay, -whole, decimal == null ? null : decimal.negate(), observation, !takenBack);
    }

    /** The same, if late, for that cause. */
    public Measurement because(LateCause cause) {
        return lateDay == ON_TIME || cause == LateCause.RECORDED
                ? this
                : new Measurement(
                        series, minute, new LateLane(lateDay, cause).number(), whole, decimal, observation, takenBack);
    }

    public static final TypeInformation<Measurement> TYPE = StreamType.of(new Serializer());

    /** Used only where measuring is not chained to bundling. */
    public static final class Serializer extends StreamSerializer<Measurement> {
        public Serializer() {
            super(Measurement.class);
        }

        @Override
        public void serialize(Measurement measurement, DataOutputView out) throws IOException {
            SeriesWire.write(measurement.series, out);
            out.writeInt(measurement.minute);
            out.writeInt(measurement.lateDay);
            out.writeLong(measurement.whole);
            Wire.writeDecimal(measurement.decimal, out);
            write(measurement.observation, out);
            out.writeBoolean(measurement.takenBack);
        }

        @Override
        public Measurement deserialize(DataInputView in) throws IOException {
            return new Measurement(
                    SeriesWire.read(in),
                    in.readInt(),
                    in.readInt(),
                    in.readLong(),
                    Wire.readDecimal(in),
                    in.readBoolean() ? readObservation(in) : null,
                    in.readBoolean());
        }

        private static void write(@Nullable Observation observation, DataOutputView out) throws IOException {
            out.writeBoolean(observation != null);
            if (observation != null) {
                Wire.writeDecimal(observation.value(), out);
                out.writeLong(observation.hash());
                out.writeLong(observation.occurredAt());
                out.write(observation.identity().toBytes());
                write(observation.sampling(), out);
            }
        }

        private static void write(@Nullable Sampling sampling, DataOutputView out) throws IOException {
            writeText(sampling == null ? null : sampling.probe().instance(), out);
            if (sampling != null) {
                writeText(sampling.probe().metric(), out);
                out.writeBoolean(sampling.cumulative());
                out.writeLong(sampling.startedAt());
            }
        }

        private static @Nullable Sampling readSampling(DataInputView in) throws IOException {
            String instance = readText(in);
            return instance == null
                    ? null
                    : new Sampling(new Probe(instance, readPresentText(in)), in.readBoolean(), in.readLong());
        }

        private static Observation readObservation(DataInputView in) throws IOException {
            BigDecimal value = requireNonNull(Wire.readDecimal(in));
            return new Observation(
                    value, in.readLong(), in.readLong(), new Identity(in.readLong(), in.readLong()), readSampling(in));
        }
    }
}
