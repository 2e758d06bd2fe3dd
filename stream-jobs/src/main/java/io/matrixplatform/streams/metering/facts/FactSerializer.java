package io.matrixplatform.streams.metering.facts;

import static io.matrixplatform.streams.platform.Wire.readDecimal;
import static io.matrixplatform.streams.platform.Wire.readKnownText;
import static io.matrixplatform.streams.platform.Wire.readNumber;
import static io.matrixplatform.streams.platform.Wire.readPresentKnownText;
import static io.matrixplatform.streams.platform.Wire.readPresentText;
import static io.matrixplatform.streams.platform.Wire.writeDecimal;
import static io.matrixplatform.streams.platform.Wire.writeNumber;
import static io.matrixplatform.streams.platform.Wire.writeText;

import io.matrixplatform.model.metering.Identity;
import io.matrixplatform.streams.platform.StreamSerializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Facts in state: corrections that wait for what they correct, and frames that another may replace. */
public final class FactSerializer extends StreamSerializer<Fact> {
    public FactSerializer() {
        super(Fact.class);
    }

    @Override
    public void serialize(Fact fact, DataOutputView out) throws IOException {
        out.writeByte(fact.origin().topic().number());
        writeNumber(fact.origin().partition(), out);
        writeNumber(fact.origin().offset(), out);
        out.writeLong(fact.identity().high());
        out.writeLong(fact.identity().low());
        out.writeLong(fact.payloadHash());
        writeEnvelope(fact.envelope(), out);
        writePayload(fact.payload(), out);
        out.writeByte(fact.act().number());
        Amendment amendment = fact.amendment();
        if (amendment != null) {
            out.writeLong(amendment.payloadHash());
            writePayload(amendment.payload(), out);
        }
    }

    @Override
    public Fact deserialize(DataInputView in) throws IOException {
        Origin origin = new Origin(FactTopic.numbered(in.readByte()), (int) readNumber(in), readNumber(in));
        Identity identity = new Identity(in.readLong(), in.readLong());
        long payloadHash = in.readLong();
        Envelope envelope = readEnvelope(in);
        Payload payload = readPayload(in);
        Act act = Act.numbered(in.readByte());
        Amendment amendment = act == Act.AMEND ? new Amendment(in.readLong(), readPayload(in)) : null;
        return new Fact(origin, identity, payloadHash, envelope, payload, act, amendment);
    }

    private static void writeEnvelope(Envelope envelope, DataOutputView out) throws IOException {
        writeText(envelope.eventId(), out);
        writeText(envelope.tenantId(), out);
        writeText(envelope.source(), out);
        writeText(envelope.subscriptionId(), out);
        out.writeLong(envelope.occurredAt());
        out.writeLong(envelope.recordedAt());
        out.writeLong(envelope.bookedAt());
    }

    private static Envelope readEnvelope(DataInputView in) throws IOException {
        return new Envelope(
                readPresentText(in),
                readPresentKnownText(in),
                readPresentKnownText(in),
                readKnownText(in),
                in.readLong(),
                in.readLong(),
                in.readLong());
    }

    private static void writePayload(Payload payload, DataOutputView out) throws IOException {
        writeText(payload.eventType(), out);
        Shape shape = payload.shape();
        int fixed = shape.fixedNumber();
        out.writeByte(fixed);
        if (fixed < 0) {
            writeNames(shape.dimensions(), out);
            writeNames(shape.measures(), out);
        }
        for (String dimension : payload.dimensions()) {
            writeText(dimension, out);
        }
        for (long whole : payload.whole()) {
            writeNumber(whole, out);
        }
        @Nullable BigDecimal @Nullable [] decimals = payload.decimals();
        out.writeBoolean(decimals != null);
        if (decimals != null) {
            for (BigDecimal decimal : decimals) {
                writeDecimal(decimal, out);
            }
        }
    }

    private static Payload readPayload(DataInputView in) throws IOException {
        String eventType = readPresentKnownText(in);
        Shape fixed = Shape.fixed(in.readByte());
        Shape shape = fixed != null ? fixed : new Shape(readNames(in), readNames(in));
        String[] dimensions = new String[shape.dimensions().size()];
        for (int i = 0; i < dimensions.length; i++) {
            dimensions[i] = readPresentKnownText(in);
        }
        long[] whole = new long[shape.measures().size()];
        for (int i = 0; i < whole.length; i++) {
            whole[i] = readNumber(in);
        }
        return new Payload(
                eventType, shape, dimensions, whole, in.readBoolean() ? readDecimals(whole.length, in) : null);
    }

    private static @Nullable BigDecimal[] readDecimals(int count, DataInputView in) throws IOException {
        @Nullable BigDecimal[] decimals = new BigDecimal[count];
        for (int i = 0; i < count; i++) {
            decimals[i] = readDecimal(in);
        }
        return decimals;
    }

    private static void writeNames(List<String> names, DataOutputView out) throws IOException {
        writeNumber(names.size(), out);
        for (String name : names) {
            writeText(name, out);
        }
    }

    private static List<String> readNames(DataInputView in) throws IOException {
        int count = (int) readNumber(in);
        List<String> names = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            names.add(readPresentKnownText(in));
        }
        return names;
    }
}
