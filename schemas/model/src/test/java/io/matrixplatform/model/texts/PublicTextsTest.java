package io.matrixplatform.model.texts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class PublicTextsTest {
    private enum Fruit {
        APPLE,
        PEAR;

        @Override
        public String toString() {
            return this == APPLE ? "apple" : "pear";
        }
    }

    @Test
    void findAConstantByWhatItIsCalledInPublic() {
        assertThat(PublicTexts.find(Fruit.class, "pear")).contains(Fruit.PEAR);
        assertThat(PublicTexts.get(Fruit.class, "apple")).isEqualTo(Fruit.APPLE);
    }

    @Test
    void nameThoseThereAreWhereATextIsNone() {
        assertThat(PublicTexts.find(Fruit.class, "PEAR")).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PublicTexts.get(Fruit.class, "PEAR"))
                .withMessage("not one of [apple, pear]");
    }
}
