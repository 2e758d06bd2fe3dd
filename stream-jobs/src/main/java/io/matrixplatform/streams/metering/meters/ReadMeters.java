package io.matrixplatform.streams.metering.meters;

import io.matrixplatform.events.registry.SchemaRegistry;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads meters within the Kafka source of the control topic. */
public final class ReadMeters implements KafkaRecordDeserializationSchema<Meter> {
    private final String registryUrl;

    @SuppressWarnings("NullAway.Init") // by open
    private transient MeterReader reader;

    public ReadMeters(String registryUrl) {
        this.registryUrl = registryUrl;
    }

    @Override
    public void open(InitializationContext context) {
        reader = new MeterReader(SchemaRegistry.at(registryUrl));
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Meter> out) {
        reader.read(record).ifPresent(out::collect);
    }

    @Override
    public TypeInformation<Meter> getProducedType() {
        return Meter.TYPE;
    }
}
