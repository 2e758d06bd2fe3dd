package io.matrixplatform.ingest.metering;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.events.Topics;
import io.matrixplatform.events.metering.AmendedCall;
import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.events.metering.CorrectionKind;
import io.matrixplatform.events.registry.RecordEncoder;
import io.matrixplatform.ingest.FakeRegistry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import org.jspecify.annotations.Nullable;

class ApiCallEncoderTest {
    private static final FakeRegistry SERVER = new FakeRegistry();
    private static final RecordEncoder<ApiCall> BY_THE_SCHEMA =
            new RecordEncoder<>(Topics.METERING_API_CALLS, SERVER.client());
    private static final ApiCallEncoder BY_HAND = new ApiCallEncoder(SERVER.client());

    @AfterContainer
    static void stop() {
        SERVER.close();
    }

    @Property
    void writesWhatTheSchemaSays(@ForAll("calls") ApiCall call) {
        assertThat(BY_HAND.encode(call)).isEqualTo(BY_THE_SCHEMA.encode(call));
    }

    @Provide
    Arbitrary<ApiCall> calls() {
        Arbitrary<String> text = Arbitraries.strings().ofMaxLength(300);
        Arbitrary<String> maybeText = text.injectNull(0.5);
        Arbitrary<Long> number = Arbitraries.longs();
        Arbitrary<Instant> time = Arbitraries.longs()
                .between(-1_000_000_000_000_000L, 4_000_000_000_000_000L)
                .map(micros -> Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
        return Combinators.combine(
                        text.list().ofSize(6),
                        maybeText.list().ofSize(5),
                        time.list().ofSize(2),
                        number.list().ofSize(6),
                        number.injectNull(0.5),
                        Arbitraries.integers(),
                        Arbitraries.of(true, false))
                .as((texts, maybe, times, numbers, firstToken, status, estimated) -> new ApiCall(
                        texts.get(0),
                        texts.get(1),
                        texts.get(2),
                        times.get(0),
                        times.get(1),
                        texts.get(3),
                        maybe.get(0),
                        maybe.get(1),
                        texts.get(4),
                        texts.get(5),
                        status,
                        numbers.get(0),
                        firstToken,
                        numbers.get(1),
                        numbers.get(2),
                        numbers.get(3),
                        numbers.get(4),
                        estimated,
                        maybe.get(2),
                        maybe.get(3),
                        maybe.get(4),
                        numbers.get(5),
                        !estimated,
                        kind(status, estimated),
                        firstToken == null ? null : amended(texts, maybe, numbers, status)));
    }

    private static @Nullable CorrectionKind kind(int status, boolean none) {
        if (none) {
            return null;
        }
        return status < 0 ? CorrectionKind.CANCEL : CorrectionKind.AMEND;
    }

    private static AmendedCall amended(
            List<String> texts, List<@Nullable String> maybe, List<Long> numbers, int status) {
        return new AmendedCall(
                texts.get(5),
                texts.get(4),
                status,
                numbers.get(1),
                maybe.get(0) == null ? null : numbers.get(2),
                numbers.get(3),
                numbers.get(4),
                numbers.get(0),
                numbers.get(1),
                status > 0,
                maybe.get(3),
                maybe.get(1));
    }
}
