package io.matrixplatform.events.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matrixplatform.events.Topic;
import io.matrixplatform.events.Topics;
import io.matrixplatform.events.metering.MeteringProgress;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordSerdeTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456Z");
    private static final MeteringProgress PROGRESS =
            new MeteringProgress("metering", NOON, 7L, NOON, 8L, 3L, Map.of("counted", 2L, "late", 1L));

    private final SchemaRegistry registry = SchemaRegistry.inMemory();

    static List<Topic> topics() {
        return Topics.all();
    }

    @BeforeEach
    void register() {
        topics().forEach(topic -> registry.register(topic.subject(), topic.schema()));
    }

    @ParameterizedTest
    @MethodSource("topics")
    void readsBackWhatItWrote(Topic topic) {
        RandomRecords records = new RandomRecords(1);
        RecordEncoder<SpecificRecord> encoder = new RecordEncoder<>(topic, registry);
        RecordDecoder<SpecificRecord> decoder = new RecordDecoder<>(topic, registry);

        for (int i = 0; i < 200; i++) {
            SpecificRecord written = records.next(topic.schema());
            assertThat(decoder.decode(encoder.encode(written))).isEqualTo(written);
        }
    }

    @Test
    void framesARecordAsConfluentDoes() {
        int id = registry.idOf(Topics.METERING_PROGRESS.subject(), Topics.METERING_PROGRESS.schema());

        byte[] bytes = encoder().encode(PROGRESS);

        assertThat(Arrays.copyOf(bytes, 5)).containsExactly(0, 0, 0, 0, id);
        assertThat(bytes[5]).as("zigzag length of the job's name").isEqualTo((byte) 16);
    }

    @Test
    void refusesToWriteForATopicWhoseSchemaIsNotRegistered() {
        assertThatThrownBy(() -> new RecordEncoder<>(Topics.METERING_PROGRESS, SchemaRegistry.inMemory()))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("metering.progress.v1-value")
                .hasMessageContaining("install the contracts first");
    }

    @Test
    void callsARecordMalformedWhereverItIsCutAndWhateverIsLeftOver() {
        byte[] bytes = encoder().encode(PROGRESS);

        for (int length = 0; length < bytes.length; length++) {
            assertUndecodable(Arrays.copyOf(bytes, length), "malformed");
        }
        assertUndecodable(Arrays.copyOf(bytes, bytes.length + 1), "malformed");
        assertUndecodable(null, "malformed");
        bytes[0] = 1;
        assertUndecodable(bytes, "malformed");
    }

    @Test
    void callsASchemaUnknownThatNobodyRegisteredOrThatIsAnotherTopics() {
        byte[] bytes = encoder().encode(PROGRESS);
        bytes[4] = 99;
        assertUndecodable(bytes, "unknown-schema");
        Arrays.fill(bytes, 1, 5, (byte) 0xff);
        assertUndecodable(bytes, "unknown-schema");

        byte[] foreign = new RecordEncoder<SpecificRecord>(Topics.METERING_API_CALLS, registry)
                .encode(new RandomRecords(1).next(Topics.METERING_API_CALLS.schema()));
        assertUndecodable(foreign, "unknown-schema");
    }

    @ParameterizedTest
    @MethodSource("topics")
    void meetsGarbageWithNothingButARefusal(Topic topic) {
        Random random = new Random(2);
        RandomRecords records = new RandomRecords(3);
        RecordEncoder<SpecificRecord> encoder = new RecordEncoder<>(topic, registry);
        RecordDecoder<SpecificRecord> decoder = new RecordDecoder<>(topic, registry);

        for (int i = 0; i < 3_000; i++) {
            byte[] bytes = encoder.encode(records.next(topic.schema()));
            damage(bytes, random);
            try {
                assertThat(decoder.decode(bytes)).isInstanceOf(SpecificRecord.class);
            } catch (UndecodableException refusal) {
                assertThat(refusal.reason()).isIn("malformed", "unknown-schema");
            }
        }
    }

    @Test
    void readsANewerVersionWithAFieldThatItDoesNotKnow() throws Exception {
        Schema today = Topics.METERING_PROGRESS.schema();
        Schema newer = withField(
                today, new Schema.Field("region", SchemaBuilder.builder().stringType(), "", "eu"));
        int id = registry.register(Topics.METERING_PROGRESS.subject(), newer);
        GenericRecord written = new GenericData.Record(newer);
        written.put("job", "metering");
        written.put("processed_through", 1_000_000L);
        written.put("checkpoint_id", 7L);
        written.put("published_at", 2_000_000L);
        written.put("order_number", 8L);
        written.put("fates", Map.of());
        written.put("region", "us");

        assertThat(decoder().decode(frame(id, written)))
                .isEqualTo(new MeteringProgress(
                        "metering", Instant.ofEpochSecond(1), 7L, Instant.ofEpochSecond(2), 8L, null, Map.of()));
    }

    @Test
    void readsAnOlderVersionWithADefaultInPlaceOfTheFieldThatWasAdded() throws Exception {
        Schema today = Topics.METERING_API_CALLS.schema();
        Schema older = withoutField(today, "partner_id");
        int id = registry.register(Topics.METERING_API_CALLS.subject(), older);
        GenericRecord written = new GenericData.Record(older);
        older.getFields().forEach(field -> written.put(field.pos(), plainValue(field.schema())));

        SpecificRecord read = new RecordDecoder<>(Topics.METERING_API_CALLS, registry).decode(frame(id, written));

        assertThat(read.get(today.getField("partner_id").pos())).isNull();
        assertThat(read.get(today.getField("model").pos())).isEqualTo("text");
    }

    private RecordEncoder<MeteringProgress> encoder() {
        return new RecordEncoder<>(Topics.METERING_PROGRESS, registry);
    }

    private RecordDecoder<MeteringProgress> decoder() {
        return new RecordDecoder<>(Topics.METERING_PROGRESS, registry);
    }

    private void assertUndecodable(byte @Nullable [] bytes, String reason) {
        assertThatThrownBy(() -> decoder().decode(bytes))
                .isInstanceOfSatisfying(
                        UndecodableException.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }

    /** Now everything behind the header, now a few bytes anywhere. */
    private static void damage(byte[] bytes, Random random) {
        if (random.nextBoolean()) {
            for (int i = 5; i < bytes.length; i++) {
                bytes[i] = (byte) random.nextInt();
            }
        } else {
            for (int i = 0; i <= random.nextInt(3); i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
        }
    }

    private static Schema withField(Schema schema, Schema.Field added) {
        List<Schema.Field> fields = copies(schema);
        fields.add(added);
        return copy(schema, fields);
    }

    private static Schema withoutField(Schema schema, String name) {
        List<Schema.Field> fields = copies(schema);
        fields.removeIf(field -> field.name().equals(name));
        return copy(schema, fields);
    }

    private static List<Schema.Field> copies(Schema schema) {
        return new ArrayList<>(schema.getFields().stream()
                .map(field -> new Schema.Field(field, field.schema()))
                .toList());
    }

    private static Schema copy(Schema schema, List<Schema.Field> fields) {
        return Schema.createRecord(schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
    }

    private static @Nullable Object plainValue(Schema schema) {
        return switch (schema.getType()) {
            case INT -> 1;
            case LONG -> 1L;
            case BOOLEAN -> true;
            case STRING -> "text";
            default -> null;
        };
    }

    private static byte[] frame(int id, GenericRecord written) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(written.getSchema()).write(written, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }
}
