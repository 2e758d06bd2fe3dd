package io.matrixplatform.streams.metering;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.events.Topics;
import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.events.registry.RecordDecoder;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.streams.metering.facts.FactRecord;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RehearsedCallsTest {
    private static final long NOW_MS = 1_790_000_000_000L;

    private final SchemaRegistry registry = SchemaRegistry.inMemory();
    private final List<FactRecord> records;

    RehearsedCallsTest() {
        registry.register(Topics.METERING_API_CALLS.subject(), Topics.METERING_API_CALLS.schema());
        RehearsedCalls calls = new RehearsedCalls("unused", NOW_MS);
        calls.open(registry);
        records = LongStream.range(0, 1_000).mapToObj(calls::map).toList();
    }

    @Test
    void areCallsThatCanBeRead() {
        RecordDecoder<ApiCall> decoder = new RecordDecoder<>(Topics.METERING_API_CALLS, registry);

        assertThat(records).allSatisfy(record -> {
            ApiCall call = decoder.decode(record.value());
            assertThat(call.getRecordedAt().toEpochMilli()).isEqualTo(NOW_MS);
            assertThat(call.getOccurredAt()).isBeforeOrEqualTo(call.getRecordedAt());
        });
    }

    @Test
    void haveAnIdentityEach() {
        assertThat(records.stream().map(FactRecord::judgedBy).distinct()).hasSize(records.size());
    }
}
