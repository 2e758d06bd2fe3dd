package io.matrixplatform.streams.metering.facts;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes records from the Kafka source as they are. */
public final class ReadFacts implements KafkaRecordDeserializationSchema<FactRecord> {
    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<FactRecord> out) {
        Origin origin = new Origin(FactTopic.named(record.topic()), record.partition(), record.offset());
        out.collect(new FactRecord(origin, record.timestamp(), record.key(), record.value()));
    }

    @Override
    public TypeInformation<FactRecord> getProducedType() {
        return FactRecord.TYPE;
    }
}
