package io.matrixplatform.streams.metering.rules;

import io.matrixplatform.events.Topics;
import io.matrixplatform.events.catalog.UsageRuleState;
import io.matrixplatform.events.registry.RecordDecoder;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.events.registry.UndecodableException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Control records to rules. A bad one is an operator's business: it is reported and does not stop everyone's metering. */
final class RuleReader {
    private static final Logger LOG = LoggerFactory.getLogger(RuleReader.class);

    private final RecordDecoder<UsageRuleState> decoder;

    RuleReader(SchemaRegistry registry) {
        decoder = new RecordDecoder<>(Topics.CATALOG_USAGE_RULE_STATE, registry);
    }

    Optional<UsageRule> read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.of(UsageRule.of(decoder.decode(record.value())));
        } catch (UndecodableException bad) {
            LOG.atError()
                    .addKeyValue("topic", record.topic())
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .setCause(bad)
                    .log("a usage rule cannot be used and is passed over");
            return Optional.empty();
        }
    }
}
