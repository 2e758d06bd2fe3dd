package io.matrixplatform.streams.metering.meters;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.model.metering.Identity;
import io.matrixplatform.model.metering.folds.Aggregation;
import io.matrixplatform.model.metering.folds.Folding;
import io.matrixplatform.model.metering.folds.Observation;
import io.matrixplatform.model.metering.folds.Probe;
import io.matrixplatform.model.metering.folds.Sampling;
import io.matrixplatform.streams.platform.Wire;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.stream.Stream;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SeriesWireTest {
    static Stream<Folding> foldings() {
        return Stream.of(
                Folding.of(Aggregation.MAX),
                Folding.of(Aggregation.TIME_WEIGHTED_SUM),
                Folding.percentile(new BigDecimal("99.9")),
                Folding.sampled(Duration.ofMinutes(5)));
    }

    @ParameterizedTest
    @MethodSource("foldings")
    void bringsBackEveryFolding(Folding folding) throws IOException {
        Series series = new Series("ten_a", null, "m", "{}", 60, folding, null);
        DataOutputSerializer out = new DataOutputSerializer(64);
        SeriesWire.write(series, out);

        assertThat(SeriesWire.read(new DataInputDeserializer(out.getCopyOfBuffer())))
                .isEqualTo(series);
    }

    /** State that was written before levels were sampled says no number with one. */
    @Test
    void readsALevelThatHoldsUntilTheNextAsItAlwaysStood() throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        Wire.writeText("TIME_WEIGHTED_SUM", out);
        Wire.writeDecimal(null, out);

        assertThat(RuleWire.readFolding(new DataInputDeserializer(out.getCopyOfBuffer())))
                .isEqualTo(Folding.of(Aggregation.TIME_WEIGHTED_SUM));
    }

    @Test
    void bringsBackASample() throws IOException {
        Observation sample = Observation.of(new BigDecimal("0.5"), 7, new Identity(1, 2))
                .sampled(new Sampling(new Probe("i-1", "cpu"), true, 3));
        Series series = new Series("ten_a", "sub_1", "m", "{}", 60, Folding.sampled(Duration.ofMinutes(5)), null);
        Measurement measurement = new Measurement(series, 1, Measurement.ON_TIME, 0, null, sample);
        DataOutputSerializer out = new DataOutputSerializer(64);
        Measurement.Serializer serializer = new Measurement.Serializer();
        serializer.serialize(measurement, out);

        assertThat(serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer())))
                .isEqualTo(measurement);
    }
}
