package io.matrixplatform.streams.metering.facts;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PerKindTest {
    private final List<CallKind> asked = new ArrayList<>();
    private final PerKind<String> tenants = new PerKind<>(kind -> {
        asked.add(kind);
        return kind.tenantId();
    });

    @Test
    void findsOnceUntilItIsToForget() {
        CallKind kind = kind(7, 'a');

        assertThat(tenants.of(kind)).isEqualTo("a");
        assertThat(tenants.of(kind)).isEqualTo("a");
        assertThat(asked).hasSize(1);

        tenants.forget();

        assertThat(tenants.of(kind)).isEqualTo("a");
        assertThat(asked).hasSize(2);
    }

    @Test
    void tellsKindsOfOnePlaceApart() {
        CallKind one = kind(7, 'a');
        CallKind other = kind(7, 'b');

        assertThat(tenants.of(one)).isEqualTo("a");
        assertThat(tenants.of(other)).isEqualTo("b");
        assertThat(tenants.of(one)).isEqualTo("a");
    }

    private static CallKind kind(int place, char tenant) {
        byte[] texts = ("\2" + tenant + "\2s" + "\2k\0" + "\2m\2r\2" + "\0\0\0").getBytes(US_ASCII);
        return new CallKind(place, texts, new int[] {4, 7, 12, 15}, false);
    }
}
