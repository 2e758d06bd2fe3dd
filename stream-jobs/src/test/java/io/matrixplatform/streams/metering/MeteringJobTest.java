package io.matrixplatform.streams.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collection;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

class MeteringJobTest {
    private static final String[] ARGS = {
        "--kafka-bootstrap", "127.0.0.1:1", "--registry-url", "http://127.0.0.1:1", "--parallelism", "2"
    };

    @Test
    void givesEveryOperatorAUidSoThatItsStateIsFoundAgain() throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        MeteringJob.assemble(env, MeteringConfig.fromArgs(ARGS));

        Collection<StreamNode> nodes = env.getStreamGraph().getStreamNodes();

        assertThat(nodes)
                .isNotEmpty()
                .allSatisfy(node -> assertThat(node.getTransformationUID())
                        .as(node.getOperatorName())
                        .isNotNull());
        assertThat(nodes)
                .extracting(StreamNode::getTransformationUID)
                .contains(
                        "facts",
                        "report-positions",
                        "batch-facts",
                        "count-once",
                        "bundle-slices",
                        "sum-slices",
                        "conclude-progress");
    }

    @Test
    void takesFiveSecondCheckpointsUnlessToldOtherwise() {
        assertThat(MeteringConfig.fromArgs(ARGS))
                .isEqualTo(new MeteringConfig("127.0.0.1:1", "http://127.0.0.1:1", 2, Duration.ofSeconds(5), false));
    }

    @Test
    void refusesNonsense() {
        assertThatThrownBy(() -> MeteringConfig.fromArgs(new String[] {"--kafka-bootstrap", "127.0.0.1:1"}))
                .hasMessageContaining("registry-url");
        assertThatThrownBy(() -> new MeteringConfig("a", "b", -1, Duration.ofSeconds(5), false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MeteringConfig("a", "b", 1, Duration.ofMillis(499), false))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
