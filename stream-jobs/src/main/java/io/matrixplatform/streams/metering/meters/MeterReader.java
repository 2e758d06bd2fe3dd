package io.matrixplatform.streams.metering.meters;

import io.matrixplatform.events.Topics;
import io.matrixplatform.events.catalog.MeterState;
import io.matrixplatform.events.registry.RecordDecoder;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.events.registry.UndecodableException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Control records to meters. A bad one is an operator's business: it is reported and does not stop everyone's metering. */
final class MeterReader {
    private static final Logger LOG = LoggerFactory.getLogger(MeterReader.class);

    private final RecordDecoder<MeterState> decoder;

    MeterReader(SchemaRegistry registry) {
        decoder = new RecordDecoder<>(Topics.CATALOG_METER_STATE, registry);
    }

    Optional<Meter> read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.of(Meter.of(decoder.decode(record.value())));
        } catch (UndecodableException | IllegalArgumentException bad) {
            LOG.atError()
                    .addKeyValue("topic", record.topic())
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .setCause(bad)
                    .log("a meter definition cannot be used and is passed over");
            return Optional.empty();
        }
    }
}
