package io.matrixplatform.model.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class IdentityTest {
    @Test
    void isPinnedForEver() {
        // SHA-256 over each part's length in four bytes and its UTF-8, cut to 16 bytes; computed outside of Java.
        assertThat(Identity.of("ten_1", "urn:app", "e-1")).hasToString("dbdb7ddf22df1b03a3215e84554d1676");
        assertThat(Identity.of("ten_1", "urn:größe", "😀")).hasToString("e20d8a5e727107ca02af31f60e64f3f6");
        assertThat(Identity.of("", "", "")).hasToString("15ec7bf0b50732b49f8228e07d243653");
    }

    @Test
    void doesNotConfuseWhereOnePartEnds() {
        assertThat(Identity.of("t", "a", "bc")).isNotEqualTo(Identity.of("t", "ab", "c"));
        assertThat(Identity.of("t", "a", "")).isNotEqualTo(Identity.of("t", "", "a"));
        assertThat(Identity.of("ta", "b", "c")).isNotEqualTo(Identity.of("t", "ab", "c"));
    }

    @Property
    void isTheSameExactlyWhenAllPartsAreTheSame(
            @ForAll @Size(3) List<@CharRange(from = 'a', to = 'b') @StringLength(max = 2) String> one,
            @ForAll @Size(3) List<@CharRange(from = 'a', to = 'b') @StringLength(max = 2) String> other) {
        assertThat(of(one).equals(of(other))).isEqualTo(one.equals(other));
    }

    @Property
    void survivesItsBytes(@ForAll long high, @ForAll long low) {
        Identity identity = new Identity(high, low);

        assertThat(identity.toBytes()).hasSize(Identity.BYTES);
        assertThat(Identity.fromBytes(identity.toBytes())).isEqualTo(identity);
    }

    @Property
    void isTheSameOfTextsAndOfBytes(@ForAll @Size(3) List<@StringLength(max = 300) String> parts) {
        IdentityHasher hasher = new IdentityHasher();
        for (int time = 0; time < 2; time++) {
            for (String part : parts) {
                byte[] utf8 = (">" + part + "<").getBytes(StandardCharsets.UTF_8);
                hasher.part(utf8, 1, utf8.length - 1);
            }
            assertThat(hasher.identity()).isEqualTo(of(parts).toBytes());
        }
    }

    @Test
    void refusesAnyOtherNumberOfBytes() {
        assertThatIllegalArgumentException().isThrownBy(() -> Identity.fromBytes(new byte[15]));
        assertThatIllegalArgumentException().isThrownBy(() -> Identity.fromBytes(new byte[17]));
    }

    private static Identity of(List<String> parts) {
        return Identity.of(parts.get(0), parts.get(1), parts.get(2));
    }
}
