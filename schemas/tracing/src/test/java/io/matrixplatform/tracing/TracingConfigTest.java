package io.matrixplatform.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracingConfigTest {
    @Test
    void isOffWithoutACollector() {
        assertThat(new TracingConfig(" ", 0.01, 50).isOn()).isFalse();
        assertThat(Tracing.ofRequests(new TracingConfig("", 1, 50), "edge", "1").isOn())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:4318", "http://127.0.0.1:4318/"})
    void sendsTracesToWhereOtlpHasThem(String endpoint) {
        assertThat(new TracingConfig(endpoint, 1, 50).tracesUrl()).isEqualTo("http://127.0.0.1:4318/v1/traces");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1:4318", "grpc://collector:4317", "http:///v1", "http://collector?x=1", "http://a b"})
    void refusesWhatIsNoAddressOfACollector(String endpoint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TracingConfig(endpoint, 0.01, 50))
                .withMessageContaining("tracing.endpoint");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1.01, Double.NaN})
    void refusesWhatIsNoRatio(double ratio) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TracingConfig("", ratio, 50))
                .withMessageContaining("tracing.ratio");
    }

    @Test
    void refusesToLetNoTraceBegin() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TracingConfig("", 1, 0))
                .withMessageContaining("tracing.perSecondMax");
    }
}
