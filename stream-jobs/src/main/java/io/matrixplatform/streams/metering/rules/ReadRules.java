package io.matrixplatform.streams.metering.rules;

import io.matrixplatform.events.registry.SchemaRegistry;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads rules within the Kafka source of their topic. */
public final class ReadRules implements KafkaRecordDeserializationSchema<UsageRule> {
    private final String registryUrl;

    @SuppressWarnings("NullAway.Init") // by open
    private transient RuleReader reader;

    public ReadRules(String registryUrl) {
        this.registryUrl = registryUrl;
    }

    @Override
    public void open(InitializationContext context) {
        reader = new RuleReader(SchemaRegistry.at(registryUrl));
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<UsageRule> out) {
        reader.read(record).ifPresent(out::collect);
    }

    @Override
    public TypeInformation<UsageRule> getProducedType() {
        return UsageRule.TYPE;
    }
}
