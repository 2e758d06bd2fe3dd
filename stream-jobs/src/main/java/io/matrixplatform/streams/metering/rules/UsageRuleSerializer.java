package io.matrixplatform.streams.metering.rules;

import io.matrixplatform.streams.platform.StreamSerializer;
import io.matrixplatform.streams.platform.Wire;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Between the control topic and the subtasks; never in state. */
public final class UsageRuleSerializer extends StreamSerializer<UsageRule> {
    public UsageRuleSerializer() {
        super(UsageRule.class);
    }

    @Override
    public void serialize(UsageRule rule, DataOutputView out) throws IOException {
        Wire.writeText(rule.model(), out);
        out.writeLong(rule.version());
        out.writeLong(rule.effectiveFrom());
        out.writeLong(rule.effectiveUntil());
        out.writeLong(rule.limits().input());
        out.writeLong(rule.limits().output());
        out.writeLong(rule.limits().context());
        out.writeBoolean(rule.demands().partsWithinWhole());
        out.writeBoolean(rule.demands().holdEstimated());
        out.writeBoolean(rule.demands().requireUsage());
    }

    @Override
    public UsageRule deserialize(DataInputView in) throws IOException {
        return new UsageRule(
                Wire.readPresentText(in),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                new UsageRule.Limits(in.readLong(), in.readLong(), in.readLong()),
                new UsageRule.Demands(in.readBoolean(), in.readBoolean(), in.readBoolean()));
    }
}
