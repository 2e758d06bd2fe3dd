package io.matrixplatform.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class PartsTest {
    private enum Part {
        ONE,
        OTHER
    }

    @Test
    void areAllUnlessOneIsNamed() {
        assertThat(Parts.chosen("some", Part.class, List.of())).containsExactly(Part.ONE, Part.OTHER);
        assertThat(Parts.chosen("some", Part.class, List.of("--part", "other"))).containsExactly(Part.OTHER);
    }

    @Test
    void areNamedToWhomeverAsksForAnother() {
        for (List<String> options : List.of(List.of("--part"), List.of("--part", "none"), List.of("--parts", "one"))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Parts.chosen("some", Part.class, options))
                    .withMessage("some takes --part and one of one, other");
        }
    }
}
