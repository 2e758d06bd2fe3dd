package io.matrixplatform.streams.platform;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.matrixplatform.events.Topic;
import io.matrixplatform.events.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Avro binary behind the topic's name. Sinks are chained to what feeds them, so it runs only when chaining is off. */
public final class OutgoingSerializer extends StreamSerializer<Outgoing> {
    private static final Map<String, Topic> BY_NAME =
            Topics.all().stream().collect(toUnmodifiableMap(Topic::name, topic -> topic));

    public OutgoingSerializer() {
        super(Outgoing.class);
    }

    @Override
    public void serialize(Outgoing record, DataOutputView out) throws IOException {
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(value, null);
        new SpecificDatumWriter<SpecificRecord>(record.topic().schema()).write(record.value(), encoder);
        Wire.writeText(record.topic().name(), out);
        Wire.writeBytes(record.key(), out);
        Wire.writeBytes(value.toByteArray(), out);
    }

    @Override
    public Outgoing deserialize(DataInputView in) throws IOException {
        String name = Wire.readPresentText(in);
        Topic topic = BY_NAME.get(name);
        if (topic == null) {
            throw new IOException("the catalogue has no topic " + name);
        }
        byte[] key = Wire.readPresentBytes(in);
        byte[] value = Wire.readPresentBytes(in);
        @SuppressWarnings("NullAway") // Avro's generics say nothing of null: it means "make a new record"
        SpecificRecord read = new SpecificDatumReader<SpecificRecord>(topic.schema())
                .read(null, DecoderFactory.get().binaryDecoder(value, null));
        return new Outgoing(topic, key, read);
    }
}
