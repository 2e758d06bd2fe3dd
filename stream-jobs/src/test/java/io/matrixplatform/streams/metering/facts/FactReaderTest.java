package io.matrixplatform.streams.metering.facts;

import static io.matrixplatform.streams.metering.facts.Facts.NOON;
import static io.matrixplatform.streams.metering.facts.Facts.call;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matrixplatform.events.Topics;
import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.events.metering.DeadLetter;
import io.matrixplatform.events.registry.RegistryException;
import io.matrixplatform.streams.platform.Outgoing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FactReaderTest {
    private StubRegistry registry;
    private FactReader reader;

    @BeforeEach
    void open() throws IOException {
        registry = new StubRegistry(ApiCall.getClassSchema());
        reader = new FactReader(registry.client());
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void readsAFactWithWhereItStands() throws IOException {
        Facts sent = call("a").tokens(3, 5);

        Reading reading = reader.read(record(sent.identity().toBytes(), bytes(1, sent.avro())));

        assertThat(reading.origin()).isEqualTo(new Origin(FactTopic.API_CALLS, 3, 17));
        assertThat(reading.timestamp()).isEqualTo(NOON.toEpochMilli());
        assertThat(reading.fact())
                .usingRecursiveComparison()
                .isEqualTo(sent.at(3, 17).fact());
    }

    @Test
    void setsAsideWhatIsNoRecordAndSaysWhereItStands() {
        Reading reading = reader.read(record(call("a").identity().toBytes(), new byte[] {1, 2, 3}));

        assertThat(reason(reading)).isEqualTo("malformed");
        assertThat(letter(reading).topic()).isEqualTo(Topics.METERING_API_CALLS_DEAD_LETTERS);
        assertThat(letter(reading).key()).asString().isEqualTo("metering.api-calls.v1:3:17");
    }

    @Test
    void setsAsideWhatIsCutShort() throws IOException {
        byte[] whole = bytes(1, call("a").avro());

        Reading reading = reader.read(record(call("a").identity().toBytes(), Arrays.copyOf(whole, 30)));

        assertThat(reason(reading)).isEqualTo("malformed");
    }

    @Test
    void setsAsideWhatHasNoValueOrNoIdentity() throws IOException {
        assertThat(reason(reader.read(record(call("a").identity().toBytes(), null))))
                .isEqualTo("malformed");
        assertThat(reason(reader.read(record(null, bytes(1, call("a").avro())))))
                .isEqualTo("malformed-key");
    }

    @Test
    void setsAsideWhatIsOfASchemaThatTheRegistryDoesNotHave() throws IOException {
        assertThat(reason(reader.read(record(
                        call("a").identity().toBytes(), bytes(9, call("a").avro())))))
                .isEqualTo("unknown-schema");
    }

    @Test
    void setsAsideWhatNobodyCanBeMeantBy() throws IOException {
        assertThat(reason(read(call("a").of("")))).isEqualTo("incomplete");
        assertThat(reason(read(call("a").occurred(NOON.minus(Duration.ofDays(37))))))
                .isEqualTo("out-of-bounds");
        assertThat(reason(read(call("a").occurred(NOON.plus(Duration.ofDays(2))))))
                .isEqualTo("out-of-bounds");
        assertThat(read(call("a").occurred(NOON.minus(Duration.ofDays(35)))).fact())
                .isNotNull();
    }

    @Test
    void failsAndNeverBuriesAFactWhenTheRegistryIsDown() throws IOException {
        registry.close();
        byte[] bytes = bytes(1, call("a").avro());

        assertThatThrownBy(() -> reader.read(record(call("a").identity().toBytes(), bytes)))
                .isInstanceOf(RegistryException.class);
    }

    private Reading read(Facts sent) throws IOException {
        return reader.read(record(sent.identity().toBytes(), bytes(1, sent.avro())));
    }

    private static String reason(Reading reading) {
        assertThat(reading.fact()).isNull();
        return ((DeadLetter) letter(reading).value()).getReason();
    }

    private static Outgoing letter(Reading reading) {
        return requireNonNull(reading.deadLetter());
    }

    private static ConsumerRecord<byte[], byte[]> record(byte @Nullable [] key, byte @Nullable [] value) {
        return new ConsumerRecord<>(
                Topics.METERING_API_CALLS.name(),
                3,
                17,
                NOON.toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                0,
                key,
                value,
                new RecordHeaders(),
                Optional.empty());
    }

    private static byte[] bytes(int schemaId, ApiCall call) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(new byte[] {0, 0, 0, 0, (byte) schemaId});
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        new SpecificDatumWriter<>(ApiCall.class).write(call, encoder);
        return out.toByteArray();
    }
}
