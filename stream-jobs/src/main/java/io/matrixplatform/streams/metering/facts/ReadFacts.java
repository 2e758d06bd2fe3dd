package io.matrixplatform.streams.metering.facts;

import io.matrixplatform.events.registry.SchemaRegistry;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads facts within the Kafka source. */
public final class ReadFacts implements KafkaRecordDeserializationSchema<Reading> {
    private final String registryUrl;

    @SuppressWarnings("NullAway.Init") // by open
    private transient FactReader reader;

    public ReadFacts(String registryUrl) {
        this.registryUrl = registryUrl;
    }

    @Override
    public void open(InitializationContext context) {
        reader = new FactReader(SchemaRegistry.at(registryUrl));
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Reading> out) {
        out.collect(reader.read(record));
    }

    @Override
    public TypeInformation<Reading> getProducedType() {
        return Reading.TYPE;
    }
}
