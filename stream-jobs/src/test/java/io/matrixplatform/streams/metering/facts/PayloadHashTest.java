package io.matrixplatform.streams.metering.facts;

import static io.matrixplatform.streams.metering.facts.Facts.NOON;
import static io.matrixplatform.streams.metering.facts.Facts.call;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PayloadHashTest {
    @Test
    void ignoresWhatTheEdgeStamps() {
        Fact first = call("a").recorded(NOON.plusSeconds(1)).fact();
        Fact again = call("a").recorded(NOON.plusSeconds(90)).at(2, 17).fact();

        assertThat(again.payloadHash()).isEqualTo(first.payloadHash());
    }

    @Test
    void seesEveryOtherField() {
        long hash = call("a").fact().payloadHash();

        assertThat(call("a").tokens(11, 20).fact().payloadHash()).isNotEqualTo(hash);
        assertThat(call("a").tokens(20, 10).fact().payloadHash()).isNotEqualTo(hash);
        assertThat(call("a").model("gpt-5").fact().payloadHash()).isNotEqualTo(hash);
        assertThat(call("a").occurred(NOON.plusNanos(1_000)).fact().payloadHash())
                .isNotEqualTo(hash);
    }

    @Test
    void staysWhatItWasWhenItStandsInState() {
        assertThat(call("a").fact().payloadHash()).isEqualTo(-3043910356464572108L);
    }

    @Test
    void takesNumbersForEqualWhateverTheirTrailingZeros() {
        assertThat(new PayloadHash().add(1, new BigDecimal("1.50")).value())
                .isEqualTo(new PayloadHash().add(1, new BigDecimal("1.5")).value());
    }

    @Test
    void isNotChangedByAFieldThatHasItsDefault() {
        assertThat(new PayloadHash()
                        .add(1, "a")
                        .add(9, 0L)
                        .add(10, (String) null)
                        .value())
                .isEqualTo(new PayloadHash().add(1, "a").value());
    }

    @Property
    void tellsTextsApartThatMoveFromOneFieldToTheNext(@ForAll String text) {
        assertThat(new PayloadHash().add(1, text).add(2, "x").value())
                .isNotEqualTo(new PayloadHash().add(1, text + "x").add(2, "").value());
    }
}
