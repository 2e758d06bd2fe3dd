package io.matrixplatform.streams.metering.rules;

import io.matrixplatform.events.Topics;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.streams.platform.StateTopic;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** Reads {@code catalog.usage-rule-state.v1} to the end offsets it has now. */
public final class KafkaRuleCatalog implements RuleCatalog {
    private final String bootstrap;
    private final String registryUrl;

    public KafkaRuleCatalog(String bootstrap, String registryUrl) {
        this.bootstrap = bootstrap;
        this.registryUrl = registryUrl;
    }

    /** @throws TimeoutException if the end was not reached within a minute: the job starts again */
    @Override
    public List<UsageRule> readAll() throws TimeoutException {
        return StateTopic.readAll(
                bootstrap, Topics.CATALOG_USAGE_RULE_STATE, new RuleReader(SchemaRegistry.at(registryUrl))::read);
    }
}
