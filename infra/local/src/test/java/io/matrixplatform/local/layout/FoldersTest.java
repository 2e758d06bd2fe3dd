package io.matrixplatform.local.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FoldersTest {
    private static final Path HOME = Path.of("/repo");

    @Test
    void theMainStackLivesInDotMatrix() {
        Folders main = Folders.inside(HOME, 0);

        assertThat(main.data("kafka")).isEqualTo(Path.of("/repo/.matrix/data/kafka"));
        assertThat(main.log("kafka")).isEqualTo(Path.of("/repo/.matrix/logs/kafka.log"));
        assertThat(main.run()).isEqualTo(Path.of("/repo/.matrix/run"));
    }

    @Test
    void aResetOfTheMainStackLeavesAStackBesideItAlone() {
        Folders beside = Folders.inside(HOME, 100);

        assertThat(Folders.inside(HOME, 0).everything())
                .noneMatch(folder -> beside.state().startsWith(folder));
    }
}
