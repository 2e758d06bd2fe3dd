package io.matrixplatform.bench.metering.job;

import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ParameterTool;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Copies the facts to another topic, at least once: as little as a job that writes can do. */
public final class CopyJob {
    private CopyJob() {}

    public static void main(String[] args) throws Exception {
        ParameterTool given = ParameterTool.fromArgs(args);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        KafkaSink<byte[]> sink = KafkaSink.<byte[]>builder()
                .setBootstrapServers(given.getRequired("kafka-bootstrap"))
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setProperty("acks", "all")
                .setProperty("compression.type", "lz4")
                .setProperty("linger.ms", "5")
                .setProperty("batch.size", Integer.toString(128 * 1024))
                .setRecordSerializer(new Copy(given.getRequired("to")))
                .build();
        FactSource.open(env, given).sinkTo(sink);
        env.execute("copy");
    }

    private record Copy(String topic) implements KafkaRecordSerializationSchema<byte[]> {
        @Override
        public ProducerRecord<byte[], byte[]> serialize(
                byte[] value, KafkaSinkContext context, @Nullable Long timestamp) {
            return new ProducerRecord<>(topic, value);
        }
    }
}
