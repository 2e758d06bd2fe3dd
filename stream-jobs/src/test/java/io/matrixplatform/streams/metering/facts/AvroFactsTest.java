package io.matrixplatform.streams.metering.facts;

import static io.matrixplatform.streams.metering.facts.Facts.NOON;
import static io.matrixplatform.streams.metering.facts.Facts.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.matrixplatform.events.Topics;
import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.events.metering.DeadLetter;
import io.matrixplatform.events.registry.RegistryException;
import io.matrixplatform.events.registry.UndecodableException;
import io.matrixplatform.streams.platform.Outgoing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AvroFactsTest {
    private static final Origin AT = new Origin(FactTopic.API_CALLS, 3, 17);

    private StubRegistry registry;
    private AvroFacts reader;

    @BeforeEach
    void open() throws IOException {
        registry = new StubRegistry(ApiCall.getClassSchema());
        reader = new AvroFacts(registry.client());
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void readsAFactWithWhereItStands() throws IOException {
        Facts sent = call("a").tokens(3, 5);

        Fact fact = read(sent);

        assertThat(fact.origin()).isEqualTo(AT);
        assertThat(fact).usingRecursiveComparison().isEqualTo(sent.at(3, 17).fact());
    }

    @Test
    void setsAsideWhatIsNoRecordAndSaysWhereItStands() {
        FactRecord record = record(call("a").identity().toBytes(), new byte[] {1, 2, 3});

        assertThat(reason(record)).isEqualTo("malformed");
        assertThat(letter(record).topic()).isEqualTo(Topics.METERING_API_CALLS_DEAD_LETTERS);
        assertThat(letter(record).key()).asString().isEqualTo("metering.api-calls.v1:3:17");
    }

    @Test
    void setsAsideWhatIsCutShort() throws IOException {
        byte[] whole = bytes(1, call("a").avro());

        assertThat(reason(record(call("a").identity().toBytes(), Arrays.copyOf(whole, 30))))
                .isEqualTo("malformed");
    }

    @Test
    void setsAsideWhatHasNoValueOrNoIdentity() throws IOException {
        assertThat(reason(record(call("a").identity().toBytes(), null))).isEqualTo("malformed");
        assertThat(reason(record(null, bytes(1, call("a").avro())))).isEqualTo("malformed-key");
    }

    @Test
    void setsAsideWhatIsOfASchemaThatTheRegistryDoesNotHave() throws IOException {
        assertThat(reason(record(
                        call("a").identity().toBytes(), bytes(9, call("a").avro()))))
                .isEqualTo("unknown-schema");
    }

    @Test
    void setsAsideWhatNobodyCanBeMeantBy() throws IOException {
        assertThat(reason(sent(call("a").of("")))).isEqualTo("incomplete");
        assertThat(reason(sent(call("a").occurred(NOON.minus(Duration.ofDays(37))))))
                .isEqualTo("out-of-bounds");
        assertThat(reason(sent(call("a").occurred(NOON.plus(Duration.ofDays(2))))))
                .isEqualTo("out-of-bounds");
        assertThat(read(call("a").occurred(NOON.minus(Duration.ofDays(35))))
                        .envelope()
                        .eventId())
                .isEqualTo("a");
    }

    @Test
    void failsAndNeverBuriesAFactWhenTheRegistryIsDown() throws IOException {
        registry.close();
        byte[] bytes = bytes(1, call("a").avro());

        assertThatThrownBy(() -> reader.read(record(call("a").identity().toBytes(), bytes)))
                .isInstanceOf(RegistryException.class);
    }

    private Fact read(Facts sent) throws IOException {
        return reader.read(sent(sent));
    }

    private static FactRecord sent(Facts sent) throws IOException {
        return record(sent.identity().toBytes(), bytes(1, sent.avro()));
    }

    private String reason(FactRecord record) {
        return ((DeadLetter) letter(record).value()).getReason();
    }

    private Outgoing letter(FactRecord record) {
        UndecodableException bad = catchThrowableOfType(UndecodableException.class, () -> reader.read(record));
        return DeadLetters.of(record, bad);
    }

    private static FactRecord record(byte @Nullable [] key, byte @Nullable [] value) {
        return new FactRecord(AT, NOON.toEpochMilli(), key, value);
    }

    private static byte[] bytes(int schemaId, ApiCall call) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(new byte[] {0, 0, 0, 0, (byte) schemaId});
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        new SpecificDatumWriter<>(ApiCall.class).write(call, encoder);
        return out.toByteArray();
    }
}
