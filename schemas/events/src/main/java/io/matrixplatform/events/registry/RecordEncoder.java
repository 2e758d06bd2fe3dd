package io.matrixplatform.events.registry;

import io.matrixplatform.events.Topic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** Records of one topic to bytes in Confluent's wire format. Keeps its buffers: one instance per thread. */
public final class RecordEncoder<T extends SpecificRecord> {
    private final int schemaId;
    private final SpecificDatumWriter<T> writer;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(512);
    private final BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(buffer, null);

    /** @throws RegistryException if the topic's schema is not registered */
    public RecordEncoder(Topic topic, SchemaRegistry registry) {
        this.schemaId = registry.idOf(topic.subject(), topic.schema());
        this.writer = new SpecificDatumWriter<>(topic.schema());
    }

    public byte[] encode(T value) {
        buffer.reset();
        buffer.write(0);
        buffer.write(schemaId >>> 24);
        buffer.write(schemaId >>> 16);
        buffer.write(schemaId >>> 8);
        buffer.write(schemaId);
        try {
            writer.write(value, encoder);
            encoder.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
        return buffer.toByteArray();
    }
}
