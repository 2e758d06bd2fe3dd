package io.matrixplatform.streams.metering.meters;

import static io.matrixplatform.streams.platform.Wire.readPresentText;
import static io.matrixplatform.streams.platform.Wire.readText;
import static io.matrixplatform.streams.platform.Wire.writeText;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** How a series stands on the wire and in state. */
public final class SeriesWire {
    private SeriesWire() {}

    public static void write(Series series, DataOutputView out) throws IOException {
        writeText(series.tenantId(), out);
        writeText(series.subscriptionId(), out);
        writeText(series.meterKey(), out);
        writeText(series.dimensions(), out);
        out.writeInt(series.graceSeconds());
    }

    public static Series read(DataInputView in) throws IOException {
        return new Series(readPresentText(in), readText(in), readPresentText(in), readPresentText(in), in.readInt());
    }
}
