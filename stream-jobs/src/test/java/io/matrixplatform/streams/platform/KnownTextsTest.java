package io.matrixplatform.streams.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class KnownTextsTest {
    @Property
    void readsWhatWasWritten(@ForAll String text) {
        byte[] bytes = text.getBytes(UTF_8);

        assertThat(KnownTexts.of(bytes)).isEqualTo(new String(bytes, UTF_8));
    }

    @Test
    void tellsMoreTextsApartThanItHasPlaces() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 50_000; i++) {
                String text = "ten_" + i;
                assertThat(KnownTexts.of(text.getBytes(UTF_8))).isEqualTo(text);
            }
        }
    }

    @Test
    void givesTheSameObjectAgain() {
        String first = KnownTexts.of("gpt-4o".getBytes(UTF_8));

        assertThat(KnownTexts.of("gpt-4o".getBytes(UTF_8))).isSameAs(first);
    }
}
