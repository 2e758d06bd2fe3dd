package io.matrixplatform.streams.metering;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.events.metering.MeteringProgress;
import io.matrixplatform.streams.metering.facts.FactRecord;
import io.matrixplatform.streams.metering.facts.FactTopic;
import io.matrixplatform.streams.metering.facts.Records;
import io.matrixplatform.streams.metering.meters.Meter;
import io.matrixplatform.streams.metering.meters.Meters;
import io.matrixplatform.streams.metering.progress.LogEnds;
import io.matrixplatform.streams.metering.progress.Partition;
import io.matrixplatform.streams.metering.repeats.Control;
import io.matrixplatform.streams.metering.rules.UsageRule;
import io.matrixplatform.streams.platform.Outgoing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiter;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The topology over a log in memory. What the tasks share with the test is kept by name, since they are serialised. */
final class TestJob {
    private static final Map<String, TestJob> RUNNING = new ConcurrentHashMap<>();

    private final String name = "job-" + ThreadLocalRandom.current().nextLong();
    private final List<FactRecord> log;
    private final List<Meter> meters;
    private final Queue<Outgoing> published = new ConcurrentLinkedQueue<>();
    private final AtomicLong read = new AtomicLong();
    private volatile long next;
    private List<UsageRule> rules = List.of();
    private volatile long failAt = -1;
    private volatile long pauseAt = Long.MAX_VALUE;
    private CompletableFuture<Void> paused = new CompletableFuture<>();

    TestJob(List<FactRecord> log) {
        this(log, Meters.PREDEFINED);
    }

    TestJob(List<FactRecord> log, List<Meter> meters) {
        this.log = log;
        this.meters = List.copyOf(meters);
        RUNNING.put(name, this);
    }

    TestJob checkedBy(UsageRule rule) {
        rules = List.of(rule);
        return this;
    }

    /** Fails once when it comes to this fact. */
    TestJob failingAt(long index) {
        failAt = index;
        return this;
    }

    /** Reads no further than that, nor ends there, until it is told to. */
    TestJob pausingAt(long facts) {
        pauseAt = facts;
        return this;
    }

    void readOn() {
        readOnUntil(Long.MAX_VALUE);
    }

    synchronized void readOnUntil(long facts) {
        pauseAt = facts;
        paused.complete(null);
        paused = new CompletableFuture<>();
    }

    /** @param factsPerSecond 0 for as fast as it goes */
    void build(StreamExecutionEnvironment env, int factsPerSecond) {
        String job = name;
        DataGeneratorSource<FactRecord> source = new DataGeneratorSource<>(
                index -> named(job).read(index),
                log.size(),
                parallelism -> paced(job, factsPerSecond, parallelism),
                FactRecord.TYPE);
        DataStream<FactRecord> records = env.fromSource(source, WatermarkStrategy.noWatermarks(), "facts")
                .setParallelism(1)
                .uid("facts");
        DataStream<Control> controls =
                env.fromData(List.of(Control.of(meters.get(0))), Control.TYPE).uid("meters");
        MeteringTopology.Outputs outputs = MeteringTopology.build(
                records,
                Records.READING,
                controls,
                () -> named(job).meters,
                () -> named(job).rules,
                () -> new FixedEnds(named(job).ends()));
        keep("conclusions", outputs.conclusions());
        keep("conflicts", outputs.conflicts());
        keep("quarantine", outputs.quarantine());
        keep("dead-letters", outputs.deadLetters());
        keep("progress", outputs.progress());
    }

    private static RateLimiter<?> paced(String job, int factsPerSecond, int parallelism) {
        if (factsPerSecond == 0) {
            return facts -> named(job).mayRead();
        }
        RateLimiter<?> pace = RateLimiterStrategy.perSecond(factsPerSecond).createRateLimiter(parallelism);
        return facts -> named(job).mayRead().thenCompose(may -> pace.acquire(facts));
    }

    private void keep(String what, DataStream<Outgoing> records) {
        records.sinkTo(new Keep(name)).name("keep-" + what).uid("keep-" + what);
    }

    private static TestJob named(String name) {
        return requireNonNull(RUNNING.get(name), name);
    }

    private FactRecord read(long index) {
        if (index == failAt) {
            failAt = -1;
            throw new IllegalStateException("the test wants the job to fail here");
        }
        read.incrementAndGet();
        next = index + 1;
        return log.get((int) index);
    }

    private synchronized CompletionStage<Void> mayRead() {
        return next < pauseAt ? CompletableFuture.completedFuture(null) : paused;
    }

    /** How many facts were read, those after a restart again. */
    long read() {
        return read.get();
    }

    void awaitRead(long facts) throws InterruptedException {
        while (read() < facts) {
            Thread.sleep(1);
        }
    }

    void awaitPublished(Class<?> type) throws InterruptedException {
        while (values(published(), type).isEmpty()) {
            Thread.sleep(1);
        }
    }

    /** The first word of a checkpoint that has all of these in it. */
    MeteringProgress awaitProgress(long records) throws InterruptedException {
        while (true) {
            for (MeteringProgress said : values(published(), MeteringProgress.class)) {
                if (said.getRecordsIn() >= records) {
                    return said;
                }
            }
            Thread.sleep(5);
        }
    }

    /** What stands in Kafka, in order. */
    List<Outgoing> published() {
        return new ArrayList<>(published);
    }

    private Map<Partition, LogEnds.Range> ends() {
        return Stream.of(FactTopic.API_CALLS, FactTopic.QUARANTINE_DECISIONS)
                .flatMap(topic -> IntStream.range(0, 4).mapToObj(number -> new Partition(topic, number)))
                .collect(Collectors.toMap(
                        partition -> partition,
                        partition -> new LogEnds.Range(
                                0,
                                log.stream()
                                        .filter(each -> each.origin().topic() == partition.topic()
                                                && each.origin().partition() == partition.number())
                                        .count())));
    }

    /** After each test; what a job read and published is large. */
    static final class Forgotten implements AfterEachCallback {
        @Override
        public void afterEach(ExtensionContext context) {
            RUNNING.clear();
        }
    }

    private record FixedEnds(Map<Partition, Range> ask) implements LogEnds {
        @Override
        public void close() {}
    }

    private record Keep(String job) implements Sink<Outgoing> {
        @Override
        public SinkWriter<Outgoing> createWriter(WriterInitContext context) {
            return new SinkWriter<>() {
                @Override
                public void write(Outgoing record, Context ignored) {
                    named(job).published.add(record);
                }

                @Override
                public void flush(boolean endOfInput) {}

                @Override
                public void close() {}
            };
        }
    }

    static <T> List<T> values(Collection<Outgoing> published, Class<T> type) {
        return published.stream()
                .map(Outgoing::value)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
