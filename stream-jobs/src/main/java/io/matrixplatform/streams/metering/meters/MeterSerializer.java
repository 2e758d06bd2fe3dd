package io.matrixplatform.streams.metering.meters;

import static io.matrixplatform.streams.platform.Wire.readPresentText;
import static io.matrixplatform.streams.platform.Wire.readText;
import static io.matrixplatform.streams.platform.Wire.writeText;

import io.matrixplatform.streams.platform.StreamSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Meters on their way to every subtask. Never in state. */
public final class MeterSerializer extends StreamSerializer<Meter> {
    public MeterSerializer() {
        super(Meter.class);
    }

    @Override
    public void serialize(Meter meter, DataOutputView out) throws IOException {
        writeText(meter.tenantId(), out);
        writeText(meter.key(), out);
        writeText(meter.eventType(), out);
        writeText(meter.summed(), out);
        RuleWire.write(meter.rule(), out);
        out.writeInt(meter.dimensions().size());
        for (String dimension : meter.dimensions()) {
            writeText(dimension, out);
        }
        out.writeInt(meter.groupsMax());
        out.writeInt(meter.graceSeconds());
        out.writeLong(meter.effectiveFrom());
        out.writeLong(meter.archivedFrom());
        out.writeLong(meter.version());
    }

    @Override
    public Meter deserialize(DataInputView in) throws IOException {
        return new Meter(
                readPresentText(in),
                readPresentText(in),
                readPresentText(in),
                readText(in),
                RuleWire.read(in),
                readDimensions(in),
                in.readInt(),
                in.readInt(),
                in.readLong(),
                in.readLong(),
                in.readLong());
    }

    private static List<String> readDimensions(DataInputView in) throws IOException {
        int count = in.readInt();
        List<String> dimensions = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            dimensions.add(readPresentText(in));
        }
        return dimensions;
    }
}
