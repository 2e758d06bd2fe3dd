package io.matrixplatform.local.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {
    @ParameterizedTest
    @CsvSource({
        "POSTGRESQL, 15432",
        "KAFKA, 19092",
        "KAFKA_CONTROLLER, 19093",
        "REGISTRY, 18081",
        "ZOOKEEPER, 2191",
        "PINOT_CONTROLLER, 9100",
        "PINOT_BROKER, 8199",
        "PINOT_SERVER, 8198",
        "PINOT_SERVER_ADMIN, 8197",
        "FLINK_REST, 18083",
        "FLINK_RPC, 16123",
        "FLINK_BLOB, 16124",
        "JOB_MANAGER_METRICS, 16125",
        "TASK_MANAGER_METRICS, 16126",
        "STANDBY_METRICS, 16127",
        "INGEST, 18080",
        "SANDBOX, 18090",
        "API, 18070",
        "API_ADMIN, 18071"
    })
    void theDocumentedPortsAreTheDefaults(Port port, int number) {
        assertThat(new Ports(0).of(port)).isEqualTo(number);
    }

    @Test
    void anOffsetMovesEveryPort() {
        assertThat(Arrays.stream(Port.values()).map(new Ports(2_000)::of))
                .containsExactlyElementsOf(Arrays.stream(Port.values())
                        .map(port -> port.base + 2_000)
                        .toList());
    }

    @Test
    void noTwoPartsShareAPort() {
        assertThat(Arrays.stream(Port.values()).map(port -> port.base)).doesNotHaveDuplicates();
    }

    @Test
    void addressesAreOnTheLoopbackInterface() {
        Ports ports = new Ports(100);

        assertThat(ports.address(Port.KAFKA)).isEqualTo("127.0.0.1:19192");
        assertThat(ports.url(Port.INGEST)).isEqualTo("http://127.0.0.1:18180");
        assertThat(ports.registryUrl()).isEqualTo("http://127.0.0.1:18181/apis/ccompat/v7");
    }

    @ParameterizedTest
    @ValueSource(ints = {46_443, -2_191})
    void refusesAnOffsetThatLeavesThePortsThereAre(int offset) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Ports(offset))
                .withMessageContaining("which is no port");
    }

    @ParameterizedTest
    @ValueSource(ints = {46_442, -2_190})
    void acceptsTheLastOffsetThatFits(int offset) {
        assertThat(new Ports(offset).offset()).isEqualTo(offset);
    }
}
