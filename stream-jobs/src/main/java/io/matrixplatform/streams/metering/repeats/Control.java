package io.matrixplatform.streams.metering.repeats;

import io.matrixplatform.streams.metering.meters.Meter;
import io.matrixplatform.streams.metering.meters.MeterSerializer;
import io.matrixplatform.streams.metering.rules.UsageRule;
import io.matrixplatform.streams.metering.rules.UsageRuleSerializer;
import io.matrixplatform.streams.platform.StreamSerializer;
import io.matrixplatform.streams.platform.StreamType;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** What is defined while the job runs: either a meter or a rule. */
public record Control(@Nullable Meter meter, @Nullable UsageRule rule) {
    public static final TypeInformation<Control> TYPE = StreamType.of(new Serializer());

    public Control {
        if ((meter == null) == (rule == null)) {
            throw new IllegalArgumentException("what is defined is either a meter or a rule");
        }
    }

    public static Control of(Meter meter) {
        return new Control(meter, null);
    }

    public static Control of(UsageRule rule) {
        return new Control(null, rule);
    }

    /** On the way to every subtask; never in state. */
    public static final class Serializer extends StreamSerializer<Control> {
        private static final MeterSerializer METER = new MeterSerializer();
        private static final UsageRuleSerializer RULE = new UsageRuleSerializer();

        public Serializer() {
            super(Control.class);
        }

        @Override
        public void serialize(Control control, DataOutputView out) throws IOException {
            out.writeBoolean(control.meter != null);
            if (control.meter != null) {
                METER.serialize(control.meter, out);
            } else if (control.rule != null) {
                RULE.serialize(control.rule, out);
            }
        }

        @Override
        public Control deserialize(DataInputView in) throws IOException {
            return in.readBoolean() ? of(METER.deserialize(in)) : of(RULE.deserialize(in));
        }
    }
}
