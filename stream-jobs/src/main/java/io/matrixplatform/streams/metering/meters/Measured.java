package io.matrixplatform.streams.metering.meters;

import io.matrixplatform.events.metering.LateCause;
import io.matrixplatform.streams.platform.StreamSerializer;
import io.matrixplatform.streams.platform.StreamType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * What one fact adds to the meters that group by the same dimensions, or takes back.
 *
 * @param minute of {@code occurred_at}, counted from 1970
 * @param measurements at the place of its series; null for a meter to which it adds nothing
 */
@SuppressWarnings("ArrayRecordComponent") // read by position, never compared, never changed
public record Measured(
        SeriesSet series, int minute, @Nullable Measurement[] measurements) {
    public static final TypeInformation<Measured> TYPE = StreamType.of(new Serializer());

    public Stream<Measurement> all() {
        return Arrays.stream(measurements).filter(Objects::nonNull);
    }

    /**
     * The same for that cause, where it is late.
     *
     * @param takenBack whether it is the opposite
     */
    public Measured booked(LateCause cause, boolean takenBack) {
        @Nullable Measurement[] booked = new Measurement[measurements.length];
        for (int i = 0; i < booked.length; i++) {
            Measurement measurement = measurements[i];
            if (measurement != null) {
                Measurement caused = measurement.because(cause);
                booked[i] = takenBack ? caused.negated() : caused;
            }
        }
        return new Measured(series, minute, booked);
    }

    /** Used only where measuring is not chained to bundling. */
    public static final class Serializer extends StreamSerializer<Measured> {
        private static final Measurement.Serializer MEASUREMENT = new Measurement.Serializer();

        public Serializer() {
            super(Measured.class);
        }

        @Override
        public void serialize(Measured measured, DataOutputView out) throws IOException {
            out.writeInt(measured.minute);
            out.writeInt((int) measured.all().count());
            for (Measurement measurement : measured.all().toList()) {
                MEASUREMENT.serialize(measurement, out);
            }
        }

        @Override
        public Measured deserialize(DataInputView in) throws IOException {
            int minute = in.readInt();
            Measurement[] measurements = new Measurement[in.readInt()];
            List<Series> series = new ArrayList<>(measurements.length);
            for (int i = 0; i < measurements.length; i++) {
                measurements[i] = MEASUREMENT.deserialize(in);
                series.add(measurements[i].series());
            }
            return new Measured(new SeriesSet(series), minute, measurements);
        }
    }
}
