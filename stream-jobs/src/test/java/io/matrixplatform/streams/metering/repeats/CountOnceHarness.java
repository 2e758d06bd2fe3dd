package io.matrixplatform.streams.metering.repeats;

import io.matrixplatform.streams.metering.facts.Fact;
import io.matrixplatform.streams.metering.facts.FactBatch;
import io.matrixplatform.streams.metering.facts.FactKey;
import io.matrixplatform.streams.metering.facts.FactRecord;
import io.matrixplatform.streams.metering.facts.FateCount;
import io.matrixplatform.streams.metering.facts.Records;
import io.matrixplatform.streams.metering.meters.Measured;
import io.matrixplatform.streams.metering.meters.MeterCatalog;
import io.matrixplatform.streams.metering.rules.RuleCatalog;
import io.matrixplatform.streams.platform.Outgoing;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractBroadcastStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** One subtask of {@link CountOnceOperator}. */
public class CountOnceHarness extends AbstractBroadcastStreamOperatorTestHarness<FactBatch, Control, Measured> {
    public static final int KEY_GROUPS = 128;

    private final int parallelism;
    private final int subtask;
    private int told;

    public CountOnceHarness(MeterCatalog meters, RuleCatalog rules, int parallelism, int subtask) throws Exception {
        super(new CountOnceOperator(Records.READING, meters, rules), KEY_GROUPS, parallelism, subtask);
        this.parallelism = parallelism;
        this.subtask = subtask;
        config.setStateKeySerializer(
                FactKey.TYPE.createSerializer(getExecutionConfig().getSerializerConfig()));
        KeySelector<FactBatch, FactKey> keys = FactBatch::key;
        config.setStatePartitioner(0, keys);
        config.serializeAllConfigs();
        setup(Measured.TYPE.createSerializer(getExecutionConfig().getSerializerConfig()));
    }

    public void add(Fact fact) throws Exception {
        add(Records.of(fact));
    }

    public void add(FactRecord record) throws Exception {
        processElement(FactBatch.of(List.of(record)), 0);
    }

    public boolean owns(Fact fact) {
        return KeyGroupRangeAssignment.assignKeyToParallelOperator(fact.key(), KEY_GROUPS, parallelism) == subtask;
    }

    /** What became of facts, since it was last asked. */
    public List<FateCount> told() {
        Queue<StreamRecord<FateCount>> all = getSideOutput(CountOnceOperator.FATES);
        if (all == null) {
            return List.of();
        }
        List<FateCount> news =
                all.stream().skip(told).map(StreamRecord::getValue).toList();
        told += news.size();
        return news;
    }

    public <T> List<T> said(OutputTag<Outgoing> tag, Class<T> type) {
        Queue<StreamRecord<Outgoing>> said = getSideOutput(tag);
        return said == null
                ? List.of()
                : said.stream()
                        .map(StreamRecord::getValue)
                        .map(Outgoing::value)
                        .map(type::cast)
                        .toList();
    }
}
