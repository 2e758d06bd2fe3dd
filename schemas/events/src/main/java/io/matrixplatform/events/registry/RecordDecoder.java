package io.matrixplatform.events.registry;

import static org.apache.avro.SchemaCompatibility.SchemaCompatibilityType.COMPATIBLE;
import static org.apache.avro.SchemaCompatibility.checkReaderWriterCompatibility;

import io.matrixplatform.events.Topic;
import java.io.EOFException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Bytes in Confluent's wire format to records of one topic, whichever compatible version they were written in. Keeps its
 * buffers: one instance per thread.
 */
public final class RecordDecoder<T extends SpecificRecord> {
    private static final int HEADER_BYTES = 5;

    private final Schema readerSchema;
    private final SchemaRegistry registry;
    private final Map<Integer, SpecificDatumReader<T>> readers = new HashMap<>();
    private @Nullable BinaryDecoder decoder;
    private int lastId = -1;
    private @Nullable SpecificDatumReader<T> lastReader;
    private boolean lastIsSame;

    public RecordDecoder(Topic topic, SchemaRegistry registry) {
        this.readerSchema = topic.schema();
        this.registry = registry;
    }

    /** Bytes before the record itself. */
    public static int headerBytes() {
        return HEADER_BYTES;
    }

    /**
     * Whether the bytes say that they were written with the schema that is read here, field by field.
     *
     * @param from where the record begins; there are at least {@link #headerBytes} of it
     * @throws UndecodableException if they say nothing like that
     * @throws RegistryException if the registry could not be asked: try again
     */
    public boolean isOfThisVersion(byte[] bytes, int from) {
        readerOf(schemaId(bytes, from));
        return lastIsSame;
    }

    /**
     * @throws UndecodableException if the bytes are no record of the topic, whatever is tried
     * @throws RegistryException if the registry could not be asked: try again
     */
    public T decode(byte @Nullable [] bytes) {
        if (bytes == null || bytes.length < HEADER_BYTES) {
            throw new UndecodableException("malformed", "no Confluent header");
        }
        int id = schemaId(bytes, 0);
        SpecificDatumReader<T> reader = readerOf(id);
        try {
            BinaryDecoder in =
                    DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, decoder);
            decoder = in;
            @SuppressWarnings("NullAway") // Avro's generics say nothing of null: it means "make a new record"
            T value = reader.read(null, in);
            if (!in.isEnd()) {
                throw new UndecodableException("malformed", "bytes left over after the record");
            }
            return value;
        } catch (EOFException truncated) {
            throw new UndecodableException("malformed", "the record is cut short", truncated);
        } catch (IOException
                | AvroRuntimeException
                | IndexOutOfBoundsException
                | NumberFormatException
                | UnsupportedOperationException bad) {
            throw new UndecodableException("malformed", "not Avro of schema " + id, bad);
        }
    }

    private static int schemaId(byte[] bytes, int from) {
        if (bytes[from] != 0) {
            throw new UndecodableException("malformed", "no Confluent header");
        }
        return (bytes[from + 1] & 0xff) << 24
                | (bytes[from + 2] & 0xff) << 16
                | (bytes[from + 3] & 0xff) << 8
                | bytes[from + 4] & 0xff;
    }

    private SpecificDatumReader<T> readerOf(int id) {
        SpecificDatumReader<T> last = lastReader;
        if (id == lastId && last != null) {
            return last;
        }
        SpecificDatumReader<T> reader = readers.get(id);
        if (reader == null) {
            reader = new SpecificDatumReader<>(writerSchema(id), readerSchema);
            readers.put(id, reader);
        }
        lastId = id;
        lastReader = reader;
        lastIsSame = reader.getSchema().equals(readerSchema);
        return reader;
    }

    private Schema writerSchema(int id) {
        Schema writer = registry.find(id)
                .orElseThrow(() -> new UndecodableException("unknown-schema", "no schema has the id " + id));
        if (checkReaderWriterCompatibility(readerSchema, writer).getType() != COMPATIBLE) {
            throw new UndecodableException(
                    "unknown-schema",
                    "schema " + id + " is " + writer.getFullName() + ", which cannot be read as "
                            + readerSchema.getFullName());
        }
        return writer;
    }
}
