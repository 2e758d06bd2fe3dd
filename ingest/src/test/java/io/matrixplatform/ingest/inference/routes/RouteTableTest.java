package io.matrixplatform.ingest.inference.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.events.Topics;
import io.matrixplatform.events.inference.RouteState;
import io.matrixplatform.events.inference.Upstream;
import io.matrixplatform.events.registry.RecordDecoder;
import io.matrixplatform.events.registry.RecordEncoder;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.ingest.FakeRegistry;
import io.matrixplatform.model.inference.BaseUrl.Reach;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RouteTableTest {
    private static final SchemaRegistry REGISTRY = new FakeRegistry().client();
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

    private final RecordEncoder<RouteState> encoder = new RecordEncoder<>(Topics.INFERENCE_ROUTE_STATE, REGISTRY);
    private final RouteTable table =
            new RouteTable(new RecordDecoder<>(Topics.INFERENCE_ROUTE_STATE, REGISTRY), Reach.PUBLIC);

    @Test
    void knowsTheModelsThatHaveARouteByTheirNames() {
        apply("b", 1, false, "https://1.1.1.1/v1");
        apply("a", 1, false, "https://1.1.1.1/v1");

        assertThat(table.list()).extracting(ModelRoute::model).containsExactly("a", "b");
        assertThat(table.find("a").orElseThrow().upstreams().get(0).url()).hasToString("https://1.1.1.1/v1");
        assertThat(table.find("c")).isEmpty();
    }

    @Test
    void isNotTalkedBackIntoARetiredRouteByAnOlderState() {
        apply("a", 2, true, "https://1.1.1.1/v1");
        apply("a", 1, false, "https://1.1.1.1/v1");

        assertThat(table.find("a")).isEmpty();
        assertThat(table.list()).isEmpty();
    }

    @Test
    void keepsWhatItHadWhenARouteLeadsWhereItMayNot() {
        apply("a", 1, false, "https://1.1.1.1/v1");

        assertThat(apply("a", 2, false, "https://10.0.0.1/v1")).isFalse();
        assertThat(table.find("a").orElseThrow().version()).isEqualTo(1);
    }

    @Test
    void keepsWhatItHadWhenARecordCannotBeRead() {
        apply("a", 1, false, "https://1.1.1.1/v1");

        assertThat(table.apply("a", new byte[] {1, 2, 3}, NOON)).isFalse();
        assertThat(table.find("a")).isPresent();
    }

    private boolean apply(String model, long version, boolean retired, String url) {
        RouteState state = RouteState.newBuilder()
                .setModel(model)
                .setVersion(version)
                .setUpstreams(List.of(Upstream.newBuilder()
                        .setProvider("one")
                        .setBaseUrl(url)
                        .setModel("m")
                        .setConnectTimeoutMs(1_000)
                        .setFirstByteTimeoutMs(1_000)
                        .setIdleTimeoutMs(1_000)
                        .setRetries(0)
                        .build()))
                .setCreatedAt(NOON)
                .setRetired(retired)
                .build();
        return table.apply(model, encoder.encode(state), NOON);
    }
}
