package io.matrixplatform.bench.metering.job;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.apache.flink.util.ParameterTool;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The fact topic from a moment to the end it has now, as bytes, with the checkpoints of the metering job. */
final class FactSource {
    private static final long CHECKPOINT_INTERVAL_MS = 5_000;

    private FactSource() {}

    /** @param args {@code --kafka-bootstrap HOST:PORT --topic NAME --from MILLIS}; nothing recorded before that is read */
    static DataStream<byte[]> open(StreamExecutionEnvironment env, ParameterTool args) {
        env.getConfig().enableObjectReuse();
        env.enableCheckpointing(CHECKPOINT_INTERVAL_MS, CheckpointingMode.EXACTLY_ONCE);
        KafkaSource<byte[]> source = KafkaSource.<byte[]>builder()
                .setBootstrapServers(args.getRequired("kafka-bootstrap"))
                .setTopics(args.getRequired("topic"))
                .setGroupId("bench")
                .setStartingOffsets(OffsetsInitializer.timestamp(args.getLong("from")))
                .setBounded(OffsetsInitializer.latest())
                .setDeserializer(new Values())
                .build();
        return env.fromSource(source, WatermarkStrategy.noWatermarks(), "facts");
    }

    private static final class Values implements KafkaRecordDeserializationSchema<byte[]> {
        @Override
        public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<byte[]> out) {
            out.collect(record.value());
        }

        @Override
        public TypeInformation<byte[]> getProducedType() {
            return PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;
        }
    }
}
