package io.matrixplatform.streams.metering.facts;

import static io.matrixplatform.streams.metering.facts.Facts.call;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.events.metering.Dimension;
import io.matrixplatform.events.metering.Measure;
import io.matrixplatform.events.metering.UsageEvent;
import io.matrixplatform.model.metering.Identity;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class FactSerializerTest {
    @Test
    void bringsBackAnApiCall() throws IOException {
        Fact fact = call("a").at(3, 1L << 40).tokens(Long.MAX_VALUE, 0).fact();

        assertThat(thereAndBack(fact)).usingRecursiveComparison().isEqualTo(fact);
    }

    @Test
    void bringsBackAUsageEventWithItsOwnNames() throws IOException {
        UsageEvent event = UsageEvent.newBuilder()
                .setEventId("e")
                .setTenantId("ten_a")
                .setSource("sensor")
                .setOccurredAt(Facts.NOON)
                .setRecordedAt(Facts.NOON)
                .setKeyId("key_1")
                .setSubscriptionId("sub_1")
                .setType("com.example.render")
                .setSubject("übung")
                .setMeasures(List.of(
                        new Measure("frames", new BigDecimal("24.000000000000000000")),
                        new Measure("gpu.seconds", new BigDecimal("-0.125000000000000000"))))
                .setDimensions(List.of(new Dimension("scene", "1"), new Dimension("subject", "not the envelope's")))
                .build();
        Origin origin = new Origin(FactTopic.USAGE_EVENTS, 1, 2);
        Fact fact = FactProjection.of(origin, Identity.of("ten_a", "sensor", "e"), event);

        Fact back = thereAndBack(fact);

        assertThat(back).usingRecursiveComparison().isEqualTo(fact);
        assertThat(back.payload().dimension("subject")).isEqualTo("übung");
        assertThat(back.payload().whole()[back.payload().measure("frames")]).isEqualTo(24);
        assertThat(back.payload().decimal(back.payload().measure("gpu.seconds")))
                .isEqualByComparingTo("-0.125");
    }

    private static Fact thereAndBack(Fact fact) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(256);
        FactSerializer serializer = new FactSerializer();
        serializer.serialize(fact, out);
        return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
    }
}
