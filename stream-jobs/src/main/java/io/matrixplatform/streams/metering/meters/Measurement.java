package io.matrixplatform.streams.metering.meters;

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
 * What one fact adds to one meter.
 *
 * @param minute of {@code occurred_at}, counted from 1970
 * @param lateDay UTC day of {@code recorded_at}, counted from 1970, or {@link #ON_TIME}
 * @param whole the quantity, unless {@code decimal} is there
 */
public record Measurement(
        Series series,
        long minute,
        int lateDay,
        long whole,
        @Nullable BigDecimal decimal) {
    /** The {@code lateDay} of a fact that was not late. */
    public static final int ON_TIME = Integer.MIN_VALUE;

    public static final TypeInformation<Measurement> TYPE = StreamType.of(new Serializer());

    /** Used only where measuring is not chained to bundling. */
    public static final class Serializer extends StreamSerializer<Measurement> {
        public Serializer() {
            super(Measurement.class);
        }

        @Override
        public void serialize(Measurement measurement, DataOutputView out) throws IOException {
            SeriesWire.write(measurement.series, out);
            out.writeLong(measurement.minute);
            out.writeInt(measurement.lateDay);
            out.writeLong(measurement.whole);
            Wire.writeDecimal(measurement.decimal, out);
        }

        @Override
        public Measurement deserialize(DataInputView in) throws IOException {
            return new Measurement(
                    SeriesWire.read(in), in.readLong(), in.readInt(), in.readLong(), Wire.readDecimal(in));
        }
    }
}
