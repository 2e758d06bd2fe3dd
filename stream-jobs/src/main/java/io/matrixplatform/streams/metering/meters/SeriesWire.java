package io.matrixplatform.streams.metering.meters;

import static io.matrixplatform.streams.platform.Wire.readPresentText;
import static io.matrixplatform.streams.platform.Wire.readText;
import static io.matrixplatform.streams.platform.Wire.writeText;

import io.matrixplatform.model.metering.folds.Folding;
import io.matrixplatform.streams.metering.meters.Series.Cap;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** How a series stands on the wire and in state. */
public final class SeriesWire {
    private SeriesWire() {}

    public static void write(Series series, DataOutputView out) throws IOException {
        writeText(series.tenantId(), out);
        writeText(series.subscriptionId(), out);
        writeText(series.meterKey(), out);
        writeText(series.dimensions(), out);
        out.writeInt(series.graceSeconds());
        RuleWire.writeFolding(series.folding(), out);
        Cap cap = series.cap();
        writeText(cap == null ? null : cap.other(), out);
        if (cap != null) {
            out.writeInt(cap.groupsMax());
        }
    }

    public static Series read(DataInputView in) throws IOException {
        Series plain = readPlain(in);
        Folding folding = RuleWire.readFolding(in);
        String other = readText(in);
        Cap cap = other == null ? null : new Cap(in.readInt(), other);
        return folding == null && cap == null ? plain : with(plain, folding, cap);
    }

    /** As it stood in state while meters only counted and summed. */
    public static Series readPlain(DataInputView in) throws IOException {
        return new Series(readPresentText(in), readText(in), readPresentText(in), readPresentText(in), in.readInt());
    }

    private static Series with(Series plain, @Nullable Folding folding, @Nullable Cap cap) {
        return new Series(
                plain.tenantId(),
                plain.subscriptionId(),
                plain.meterKey(),
                plain.dimensions(),
                plain.graceSeconds(),
                folding,
                cap);
    }
}
