package io.matrixplatform.ingest.inference.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.events.Topics;
import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.events.registry.RecordDecoder;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.ingest.FakeRegistry;
import io.matrixplatform.ingest.metering.FakePublisher;
import io.matrixplatform.ingest.metering.ServedCalls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FactJournalTest {
    private static final SchemaRegistry REGISTRY = new FakeRegistry().client();
    private static final Duration NEVER = Duration.ofDays(1);
    private static final int BYTES = 8 * 1024;

    @TempDir
    private Path folder;

    private final FakePublisher publisher = new FakePublisher();
    private final AtomicInteger handedOver = new AtomicInteger();
    private FactSpool spool;

    @BeforeEach
    void open() throws IOException {
        publisher.goAway();
        spool = spool(1_000_000, NEVER);
    }

    @AfterEach
    void close() {
        spool.close();
    }

    @Test
    void aSuccessorFindsWhatTheLogDidNotHaveWheneverTheProcessIsKilled() throws Exception {
        Random random = new Random(7);
        FactJournal journal = journal(BYTES, NEVER);
        Map<Long, String> waiting = new TreeMap<>();
        for (int i = 0; i < 2_000; i++) {
            String fact = "fact " + i + " ".repeat(random.nextInt(200));
            long place = journal.add(fact.getBytes(StandardCharsets.UTF_8));
            if (place != FactJournal.NO_ROOM) {
                waiting.put(place, fact);
            }
            while (waiting.size() > random.nextInt(20)) {
                long any = new ArrayList<>(waiting.keySet()).get(random.nextInt(waiting.size()));
                journal.done(any);
                journal.done(any);
                waiting.remove(any);
            }
            if (i % 20 == 0) {
                assertThat(leftIn(Files.readAllBytes(folder.resolve("journal"))))
                        .containsExactlyElementsOf(waiting.values());
            }
        }
        journal.close();
    }

    @Test
    void losesNothingButWhatACrashHasTorn() throws Exception {
        try (FactJournal journal = journal(BYTES, NEVER)) {
            journal.add("first".getBytes(StandardCharsets.UTF_8));
            journal.add("second".getBytes(StandardCharsets.UTF_8));
            byte[] whole = Files.readAllBytes(folder.resolve("journal"));
            int second = new String(whole, StandardCharsets.ISO_8859_1).indexOf("second");

            for (int torn = second - 4; torn < second + "second".length(); torn++) {
                byte[] bytes = whole.clone();
                bytes[torn] ^= 0x10;
                assertThat(leftIn(bytes)).containsExactly("first");
            }
        }
    }

    @Test
    void hasNoRoomForMoreThanItsBytesUntilTheLogHasWhatIsInIt() throws Exception {
        try (FactJournal journal = journal(BYTES, NEVER)) {
            List<Long> places = new ArrayList<>();
            byte[] fact = new byte[300];
            for (long place = journal.add(fact); place != FactJournal.NO_ROOM; place = journal.add(fact)) {
                places.add(place);
            }
            assertThat(places).hasSize(8 * 3);
            assertThat(journal.add(new byte[BYTES])).isEqualTo(FactJournal.NO_ROOM);

            places.forEach(journal::done);
            long again = journal.add(fact);
            assertThat(again).isGreaterThan(places.get(places.size() - 1));
            journal.done(places.get(0)); // long gone: what stands there now is another
            assertThat(leftIn(Files.readAllBytes(folder.resolve("journal")))).hasSize(1);
            journal.done(again);
        }
    }

    @Test
    void withoutBytesThereIsNoRoom() throws Exception {
        try (FactJournal journal = journal(0, NEVER)) {
            assertThat(journal.add(new byte[1])).isEqualTo(FactJournal.NO_ROOM);
        }
    }

    @Test
    void handsToTheSpoolWhatTheLogDoesNotAnswerForInTime() throws Exception {
        try (FactJournal journal = journal(BYTES, Duration.ofMillis(20))) {
            journal.done(journal.add("confirmed".getBytes(StandardCharsets.UTF_8)));
            journal.add("overdue".getBytes(StandardCharsets.UTF_8));

            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> leftIn(Files.readAllBytes(folder.resolve("journal")))
                            .isEmpty());
            assertThat(spooled()).containsExactly("overdue");
            assertThat(handedOver).hasValue(1);
        }
    }

    @Test
    void keepsWhatTheSpoolHasNoRoomForUntilItHas() throws Exception {
        spool.close();
        spool = spool(0, Duration.ofMillis(20));
        try (FactJournal journal = journal(BYTES, Duration.ofMillis(20))) {
            journal.add("fills the spool".getBytes(StandardCharsets.UTF_8));
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> handedOver.get() == 1);
            journal.add("must wait".getBytes(StandardCharsets.UTF_8));
            Awaitility.await()
                    .during(Duration.ofMillis(200))
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> leftIn(Files.readAllBytes(folder.resolve("journal")))
                            .equals(List.of("must wait")));
            assertThat(handedOver).hasValue(1);

            publisher.comeBack();
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> handedOver.get() == 2);
            assertThat(leftIn(Files.readAllBytes(folder.resolve("journal")))).isEmpty();
        }
    }

    @Test
    void handsToTheSpoolWhatTheProcessBeforeLeftAndWhatIsLeftAtTheEnd() throws Exception {
        FactJournal killed = journal(BYTES, NEVER);
        killed.add("left".getBytes(StandardCharsets.UTF_8));

        FactJournal successor = journal(2 * BYTES, NEVER);
        assertThat(spooled()).containsExactly("left");
        successor.add("closed".getBytes(StandardCharsets.UTF_8));
        successor.close();
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> spooled().size() == 2);
        assertThat(spooled()).containsExactly("left", "closed");
    }

    @Test
    void manyAddAndConfirmAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (FactJournal journal = journal(BYTES, NEVER)) {
            List<Future<?>> working = new ArrayList<>();
            AtomicInteger added = new AtomicInteger();
            for (int i = 0; i < 4; i++) {
                working.add(threads.submit(() -> {
                    for (int n = 0; n < 5_000; n++) {
                        long place = journal.add(("fact " + n).getBytes(StandardCharsets.UTF_8));
                        if (place != FactJournal.NO_ROOM) {
                            added.incrementAndGet();
                            journal.done(place);
                        }
                    }
                }));
            }
            for (Future<?> one : working) {
                one.get();
            }
            assertThat(added.get()).isGreaterThan(5_000);
            assertThat(leftIn(Files.readAllBytes(folder.resolve("journal")))).isEmpty();
        } finally {
            threads.shutdownNow();
        }
    }

    private FactSpool spool(long maxBytes, Duration every) throws IOException {
        return new FactSpool(
                folder.resolve("spool"),
                maxBytes,
                every,
                publisher,
                new ServedCalls(REGISTRY),
                new RecordDecoder<ApiCall>(Topics.METERING_API_CALLS, REGISTRY),
                InstantSource.system());
    }

    private FactJournal journal(int bytes, Duration patience) throws Exception {
        return new FactJournal(folder.resolve("journal"), bytes, patience, spool, handedOver::incrementAndGet);
    }

    /** By what a successor's spool has of a file of these bytes. */
    private List<String> leftIn(byte[] journal) throws Exception {
        return FactJournal.left(journal).stream()
                .map(fact -> new String(fact, StandardCharsets.UTF_8))
                .toList();
    }

    private List<String> spooled() throws IOException {
        List<String> all = new ArrayList<>();
        try (SpoolFiles files = new SpoolFiles(folder.resolve("spool"))) {
            for (long number = 1;
                    Files.exists(folder.resolve("spool").resolve(String.format("%012d.spool", number)));
                    number++) {
                files.read(number).forEach(fact -> all.add(new String(fact, StandardCharsets.UTF_8)));
            }
        }
        return all;
    }
}
