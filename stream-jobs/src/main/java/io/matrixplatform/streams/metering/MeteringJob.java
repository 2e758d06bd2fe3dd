package io.matrixplatform.streams.metering;

import io.matrixplatform.events.Topics;
import io.matrixplatform.streams.metering.facts.AvroFacts;
import io.matrixplatform.streams.metering.facts.FactRecord;
import io.matrixplatform.streams.metering.facts.FactTopic;
import io.matrixplatform.streams.metering.facts.ReadFacts;
import io.matrixplatform.streams.metering.meters.KafkaMeterCatalog;
import io.matrixplatform.streams.metering.meters.Meter;
import io.matrixplatform.streams.metering.meters.ReadMeters;
import io.matrixplatform.streams.metering.progress.KafkaLogEnds;
import io.matrixplatform.streams.metering.repeats.Control;
import io.matrixplatform.streams.metering.rules.KafkaRuleCatalog;
import io.matrixplatform.streams.metering.rules.ReadRules;
import io.matrixplatform.streams.metering.rules.UsageRule;
import io.matrixplatform.streams.platform.Outgoing;
import io.matrixplatform.streams.platform.PublishRecord;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.CheckpointConfig;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The metering job on Kafka. A fresh one reads the facts from their beginning and concludes everything again. */
public final class MeteringJob {
    private static final String NAME = "metering";
    /** Another than the job's, whose offsets say what has been metered. */
    private static final String REHEARSAL_GROUP = Topics.METERING_GROUP + "-rehearsal";

    private static final int FAILED_CHECKPOINTS_MAX = 10;

    private final MeteringConfig config;

    private MeteringJob(MeteringConfig config) {
        this.config = config;
    }

    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        assemble(env, MeteringConfig.fromArgs(args));
        env.execute(NAME);
    }

    /** Everything but the start. */
    static void assemble(StreamExecutionEnvironment env, MeteringConfig config) {
        MeteringJob job = new MeteringJob(config);
        job.configure(env);
        job.meter(job.facts(env), job.controls(env), said -> said);
    }

    /**
     * The same but that nothing is said, and {@code made} is metered beside what was recorded in the last seconds.
     *
     * @param since nothing before is read, in epoch milliseconds
     */
    static void assembleSilently(
            StreamExecutionEnvironment env, MeteringConfig config, long since, DataStream<FactRecord> made) {
        MeteringJob job = new MeteringJob(config);
        job.configure(env);
        DataStream<FactRecord> recorded = job.facts(env, OffsetsInitializer.timestamp(since), REHEARSAL_GROUP);
        job.meter(recorded.union(made), job.controls(env), said -> said.filter(each -> false));
    }

    private void meter(
            DataStream<FactRecord> facts, DataStream<Control> controls, UnaryOperator<DataStream<Outgoing>> published) {
        String bootstrap = config.kafkaBootstrap();
        MeteringTopology.Outputs outputs = MeteringTopology.build(
                facts,
                AvroFacts.of(config.registryUrl()),
                controls,
                new KafkaMeterCatalog(bootstrap, config.registryUrl()),
                new KafkaRuleCatalog(bootstrap, config.registryUrl()),
                () -> KafkaLogEnds.open(bootstrap));
        publish("conclusions", published.apply(outputs.conclusions()));
        publish("conflicts", published.apply(outputs.conflicts()));
        publish("quarantine", published.apply(outputs.quarantine()));
        publish("dead-letters", published.apply(outputs.deadLetters()));
        publish("progress", published.apply(outputs.progress()));
    }

    private void configure(StreamExecutionEnvironment env) {
        if (config.parallelism() > 0) {
            env.setParallelism(config.parallelism());
        }
        env.configure(new Configuration().set(PipelineOptions.GENERIC_TYPES, false));
        env.getConfig().enableObjectReuse();
        env.enableCheckpointing(config.checkpointInterval().toMillis(), CheckpointingMode.EXACTLY_ONCE);
        CheckpointConfig checkpoints = env.getCheckpointConfig();
        checkpoints.setExternalizedCheckpointRetention(ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        checkpoints.setTolerableCheckpointFailureNumber(FAILED_CHECKPOINTS_MAX);
        checkpoints.setCheckpointTimeout(Duration.ofMinutes(2).toMillis());
        checkpoints.setMinPauseBetweenCheckpoints(
                config.checkpointInterval().dividedBy(5).toMillis());
    }

    /** Watermarks go by record timestamps, as far back as two edges' clocks may be apart; they only free state. */
    private DataStream<FactRecord> facts(StreamExecutionEnvironment env) {
        return facts(env, OffsetsInitializer.earliest(), Topics.METERING_GROUP);
    }

    private DataStream<FactRecord> facts(StreamExecutionEnvironment env, OffsetsInitializer from, String group) {
        KafkaSource<FactRecord> source = MeteringJob.<FactRecord>source(config)
                .setStartingOffsets(from)
                .setTopics(FactTopic.names())
                .setGroupId(group)
                .setDeserializer(new ReadFacts())
                .build();
        WatermarkStrategy<FactRecord> watermarks = WatermarkStrategy.<FactRecord>forBoundedOutOfOrderness(
                        Topics.APPEND_BOUND.multipliedBy(2))
                .withIdleness(Duration.ofMinutes(1));
        return env.fromSource(source, watermarks, "facts").uid("facts");
    }

    private DataStream<Control> controls(StreamExecutionEnvironment env) {
        DataStream<Control> meters = meters(env)
                .map(Control::of)
                .returns(Control.TYPE)
                .uid("control-meters")
                .setParallelism(1);
        DataStream<Control> rules = rules(env)
                .map(Control::of)
                .returns(Control.TYPE)
                .uid("control-rules")
                .setParallelism(1);
        return meters.union(rules);
    }

    private DataStream<UsageRule> rules(StreamExecutionEnvironment env) {
        KafkaSource<UsageRule> source = MeteringJob.<UsageRule>source(config)
                .setTopics(Topics.CATALOG_USAGE_RULE_STATE.name())
                .setGroupId(Topics.METERING_GROUP)
                .setDeserializer(new ReadRules(config.registryUrl()))
                .build();
        return env.fromSource(source, AlwaysIdle.strategy(), "rules")
                .uid("rules")
                .setParallelism(1);
    }

    private DataStream<Meter> meters(StreamExecutionEnvironment env) {
        KafkaSource<Meter> source = MeteringJob.<Meter>source(config)
                .setTopics(Topics.CATALOG_METER_STATE.name())
                .setGroupId(Topics.METERING_GROUP)
                .setDeserializer(new ReadMeters(config.registryUrl()))
                .build();
        return env.fromSource(source, AlwaysIdle.strategy(), "meters")
                .uid("meters")
                .setParallelism(1);
    }

    private static <T> KafkaSourceBuilder<T> source(MeteringConfig config) {
        KafkaSourceBuilder<T> source = KafkaSource.<T>builder()
                .setBootstrapServers(config.kafkaBootstrap())
                .setStartingOffsets(OffsetsInitializer.earliest());
        return config.untilEnd() ? source.setBounded(OffsetsInitializer.latest()) : source;
    }

    private void publish(String name, DataStream<Outgoing> records) {
        KafkaSink<Outgoing> sink = KafkaSink.<Outgoing>builder()
                .setBootstrapServers(config.kafkaBootstrap())
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setProperty("acks", "all")
                .setProperty("compression.type", "lz4")
                .setProperty("linger.ms", "5")
                .setProperty("batch.size", Integer.toString(128 * 1024))
                // Otherwise a broker that starts could hold the job up for two minutes (ARCHITECTURE, "One request at a
                // time").
                .setProperty("max.in.flight.requests.per.connection", "1")
                .setRecordSerializer(new PublishRecord(config.registryUrl()))
                .build();
        String id = "publish-" + name;
        records.sinkTo(sink).uid(id).name(id).setParallelism(records.getParallelism());
    }
}
