package io.matrixplatform.ingest.inference.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.events.Topics;
import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.events.registry.RecordDecoder;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.ingest.FakeRegistry;
import io.matrixplatform.ingest.metering.Fact;
import io.matrixplatform.ingest.metering.FakePublisher;
import io.matrixplatform.ingest.metering.ServedCalls;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FactSpoolTest {
    private static final SchemaRegistry REGISTRY = new FakeRegistry().client();
    private static final RecordDecoder<ApiCall> DECODER = new RecordDecoder<>(Topics.METERING_API_CALLS, REGISTRY);
    private static final Instant THEN = Instant.parse("2026-11-28T12:00:00Z");
    private static final Instant LATER = Instant.parse("2026-11-28T12:10:00Z");

    @TempDir
    private Path folder;

    private final FakePublisher publisher = new FakePublisher();
    private final ServedCalls writer = new ServedCalls(REGISTRY);

    @Test
    void sendsWhatItKeptInOrderAsRecordedNowAlsoAfterARestart() throws Exception {
        publisher.goAway();
        try (FactSpool spool = spool(1_000_000)) {
            keep(spool, 3);
            assertThat(spool.bytes()).isPositive();
        }
        assertThat(publisher.log()).isEmpty();

        publisher.comeBack();
        try (FactSpool spool = spool(1_000_000)) {
            awaitLog(3);
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> spool.bytes() == 0);
        }

        List<ApiCall> sent =
                publisher.log().stream().map(Fact::value).map(DECODER::decode).toList();
        assertThat(sent).extracting(ApiCall::getEventId).containsExactly("req_0", "req_1", "req_2");
        assertThat(sent).extracting(ApiCall::getRecordedAt).containsOnly(LATER);
        assertThat(sent).extracting(ApiCall::getOccurredAt).containsOnly(THEN);
        assertThat(publisher.log()).extracting(Fact::key).doesNotHaveDuplicates();
    }

    @Test
    void triesAgainWhatTheLogHasNotConfirmed() throws Exception {
        publisher.lose("req_1");
        try (FactSpool spool = spool(1_000_000)) {
            keep(spool, 3);
            awaitLog(2);

            assertThat(spool.bytes()).isPositive();
        }
    }

    @Test
    void saysWhenItIsNearlyFull() throws Exception {
        publisher.goAway();
        try (FactSpool spool = spool(1_000)) {
            assertThat(spool.isNearlyFull()).isFalse();
            keep(spool, 10);

            assertThat(spool.isNearlyFull()).isTrue();
        }
    }

    private FactSpool spool(long maxBytes) throws IOException {
        return new FactSpool(
                folder,
                maxBytes,
                Duration.ofMillis(20),
                publisher,
                writer,
                new RecordDecoder<>(Topics.METERING_API_CALLS, REGISTRY),
                InstantSource.fixed(LATER));
    }

    private void keep(FactSpool spool, int facts) throws InterruptedException {
        CountDownLatch kept = new CountDownLatch(facts);
        IntStream.range(0, facts).forEach(i -> spool.keep(fact("req_" + i), isOnDisk -> kept.countDown()));
        assertThat(kept.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private void awaitLog(int atLeast) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(publisher.log()).hasSizeGreaterThanOrEqualTo(atLeast));
    }

    private byte[] fact(String id) {
        ApiCall call = new ApiCall();
        call.setEventId(id);
        call.setTenantId("ten_1");
        call.setKeyId("key_1");
        call.setSource("/inference/test");
        call.setOccurredAt(THEN);
        call.setModel("m");
        call.setRoute("/v1/chat/completions");
        call.setStatus(200);
        return writer.again(call, THEN).value();
    }
}
