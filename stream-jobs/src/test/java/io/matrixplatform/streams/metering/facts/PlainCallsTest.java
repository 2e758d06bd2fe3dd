package io.matrixplatform.streams.metering.facts;

import static io.matrixplatform.streams.metering.facts.Facts.call;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.events.metering.CorrectionKind;
import io.matrixplatform.events.registry.UndecodableException;
import io.matrixplatform.model.metering.Identity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlainCallsTest {
    private static final Origin ORIGIN = new Origin(FactTopic.API_CALLS, 1, 2);
    private static final Identity IDENTITY = new Identity(3, 4);
    private static final FactKey KEY = new FactKey(FactTopic.API_CALLS, 3, 4);

    /** One for all, so that kinds of earlier calls are known. */
    private static final PlainCalls CALLS = new PlainCalls();

    @Property(tries = 2_000)
    void makesTheFactThatTheAvroRecordMakes(@ForAll long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        ApiCall call = plain(random);
        ApiCall alike = ApiCall.newBuilder(call)
                .setEventId("other")
                .setOccurredAt(call.getRecordedAt())
                .setInputTokens(number(random))
                .build();

        assertReadsAsAvro(call);
        assertReadsAsAvro(alike);
    }

    /** Null where Avro's way says that it does not count. */
    private static void assertReadsAsAvro(ApiCall call) throws IOException {
        Fact expected;
        try {
            expected = FactProjection.checked(FactProjection.of(ORIGIN, IDENTITY, call));
        } catch (UndecodableException doesNotCount) {
            expected = null;
        }
        assertThat(read(bytes(call))).usingRecursiveComparison().isEqualTo(expected);
    }

    @Test
    void knowsAKindThatItHasMet() throws IOException {
        byte[] one = bytes(call("a").tokens(3, 5).avro());
        byte[] other = bytes(call("bcd").tokens(1_000, 5_000).avro());
        byte[] third = bytes(call("a").of("ten_b").avro());

        CallKind kind = requireNonNull(CALLS.read(KEY, one, 0, one.length)).kind();

        assertThat(requireNonNull(CALLS.read(KEY, other, 0, other.length)).kind())
                .isSameAs(kind);
        assertThat(requireNonNull(CALLS.read(KEY, third, 0, third.length)).kind())
                .isNotSameAs(kind);
        assertThat(kind.tenantId()).isEqualTo("ten_a");
    }

    /** Every field that there is, so that one that is added is noticed here. */
    @Property(tries = 500)
    void seesEveryFieldOfThePayload(@ForAll long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        ApiCall call = plain(random);
        ApiCall other = plain(random);
        int field = random.nextInt(ApiCall.getClassSchema().getFields().size());
        ApiCall mixed = ApiCall.newBuilder(call).build();
        mixed.put(field, other.get(field));

        assertReadsAsAvro(mixed);
    }

    @Test
    void leavesFramesAndCorrectionsToTheOtherWay() throws IOException {
        assertThat(read(bytes(
                        ApiCall.newBuilder(call("a").avro()).setRequestId("r").build())))
                .isNull();
        assertThat(read(bytes(ApiCall.newBuilder(call("a").avro())
                        .setCorrection(CorrectionKind.CANCEL)
                        .build())))
                .isNull();
    }

    @Property(tries = 1_000)
    void leavesWhateverIsCutOrLongerToTheOtherWay(@ForAll long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] whole = bytes(plain(random));

        assertThat(read(Arrays.copyOf(whole, random.nextInt(whole.length)))).isNull();
        assertThat(read(Arrays.copyOf(whole, whole.length + 1 + random.nextInt(9))))
                .isNull();
    }

    @Property(tries = 2_000)
    void readsNothingElseThanAvroDoesOutOfGarbledBytes(@ForAll long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] garbled = bytes(plain(random));
        garbled[random.nextInt(garbled.length)] = (byte) random.nextInt(256);

        Fact read = read(garbled);

        if (read != null) {
            ApiCall call = new SpecificDatumReader<>(ApiCall.class)
                    .read(null, DecoderFactory.get().binaryDecoder(garbled, null));
            assertThat(read)
                    .usingRecursiveComparison()
                    .isEqualTo(FactProjection.checked(FactProjection.of(ORIGIN, IDENTITY, call)));
        }
    }

    private static @Nullable Fact read(byte[] bytes) {
        byte[] among = new byte[bytes.length + 7];
        System.arraycopy(bytes, 0, among, 3, bytes.length);
        PlainCall call = CALLS.read(KEY, among, 3, 3 + bytes.length);
        return call == null ? null : call.toFact(ORIGIN);
    }

    private static ApiCall plain(SplittableRandom random) {
        Instant recorded =
                Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L)).plusNanos(random.nextInt(1_000) * 1_000L);
        return ApiCall.newBuilder()
                .setEventId(text(random))
                .setTenantId(text(random))
                .setSource(text(random))
                .setOccurredAt(recorded.minusMillis(random.nextInt(1_000_000)))
                .setRecordedAt(recorded)
                .setKeyId(text(random))
                .setSubscriptionId(optional(random))
                .setSubject(optional(random))
                .setModel(text(random))
                .setRoute(text(random))
                .setStatus(random.nextInt())
                .setLatencyMs(number(random))
                .setTimeToFirstTokenMs(random.nextBoolean() ? null : (Long) number(random))
                .setInputTokens(number(random))
                .setOutputTokens(number(random))
                .setCachedInputTokens(number(random))
                .setReasoningOutputTokens(number(random))
                .setEstimated(random.nextBoolean())
                .setAppId(optional(random))
                .setPartnerId(optional(random))
                .setFrame(number(random))
                .setFinalFrame(random.nextBoolean())
                .build();
    }

    private static long number(SplittableRandom random) {
        return random.nextLong() >> random.nextInt(Long.SIZE);
    }

    private static @Nullable String optional(SplittableRandom random) {
        return random.nextBoolean() ? null : text(random);
    }

    private static String text(SplittableRandom random) {
        return random.ints(random.nextInt(20), 1, random.nextBoolean() ? 0x80 : 0x10000)
                .filter(c -> !Character.isSurrogate((char) c))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static byte[] bytes(ApiCall call) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        new SpecificDatumWriter<>(ApiCall.class).write(call, encoder);
        return out.toByteArray();
    }
}
