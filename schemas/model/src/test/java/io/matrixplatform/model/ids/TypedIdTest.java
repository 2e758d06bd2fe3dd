package io.matrixplatform.model.ids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypedIdTest {
    private static final String ZERO = "ten_0000000000000000000000";
    private static final String LARGEST = "ten_7n42DGM5Tflk9n8mt7Fhc7";

    @Property
    void isReadBackFromItsPublicForm(@ForAll long high, @ForAll long low) {
        UUID id = new UUID(high, low);

        assertThat(TenantId.parse(new TenantId(id).toString())).isEqualTo(new TenantId(id));
        assertThat(ApiKeyId.parse(new ApiKeyId(id).toString())).isEqualTo(new ApiKeyId(id));
        assertThat(SubscriptionId.parse(new SubscriptionId(id).toString())).isEqualTo(new SubscriptionId(id));
        assertThat(MeterId.parse(new MeterId(id).toString())).isEqualTo(new MeterId(id));
        assertThat(BackfillId.parse(new BackfillId(id).toString())).isEqualTo(new BackfillId(id));
        assertThat(CertificateId.parse(new CertificateId(id).toString())).isEqualTo(new CertificateId(id));
    }

    @Property
    void sortsAsTextLikeTheUnsignedId(@ForAll long high, @ForAll long low, @ForAll long otherHigh, @ForAll long other) {
        int byId = Long.compareUnsigned(high, otherHigh);
        int expected = byId == 0 ? Long.compareUnsigned(low, other) : byId;
        String text = new TenantId(new UUID(high, low)).toString();

        assertThat(Integer.signum(text.compareTo(new TenantId(new UUID(otherHigh, other)).toString())))
                .isEqualTo(Integer.signum(expected));
    }

    @Test
    void hasAPublicFormThatIsPinned() {
        assertThat(new TenantId(new UUID(0, 0))).hasToString(ZERO);
        assertThat(new TenantId(new UUID(-1, -1))).hasToString(LARGEST);
        assertThat(new ApiKeyId(new UUID(0, 61))).hasToString("key_000000000000000000000z");
        assertThat(new SubscriptionId(new UUID(0, 62))).hasToString("sub_0000000000000000000010");
        assertThat(new MeterId(new UUID(0, 10))).hasToString("mtr_000000000000000000000A");
    }

    @Test
    void saysItsPrefixInItsPublicForm() {
        TypedId id = new MeterId(new UUID(1, 2));

        assertThat(id.toString()).startsWith(id.prefix() + "_");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ten_",
                "0000000000000000000000",
                "ten_000000000000000000000",
                "ten_00000000000000000000000",
                "ten_000000000000000000000-",
                "ten_000000000000000000000é",
                "TEN_0000000000000000000000",
                "key_0000000000000000000000",
                "ten_7n42DGM5Tflk9n8mt7Fhc8",
                "ten_zzzzzzzzzzzzzzzzzzzzzz"
            })
    void refusesWhatIsNoPublicFormOfATenant(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TenantId.parse(text))
                .withMessageContaining("ten_");
    }

    @Test
    void doesNotReadAnotherKindsId() {
        for (Function<String, TypedId> parse : List.<Function<String, TypedId>>of(
                ApiKeyId::parse,
                SubscriptionId::parse,
                MeterId::parse,
                BackfillId::parse,
                CertificateId::parse,
                UserId::parse,
                SessionId::parse,
                InvitationId::parse)) {
            assertThatIllegalArgumentException().isThrownBy(() -> parse.apply(ZERO));
        }
    }
}
