package io.matrixplatform.local.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.matrixplatform.local.flink.SupervisedJob;
import io.matrixplatform.local.layout.Folders;
import io.matrixplatform.local.layout.OwnJars;
import io.matrixplatform.local.layout.Ports;
import io.matrixplatform.local.process.Launch;
import io.matrixplatform.local.process.Signal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StackTest {
    private static final Path FOLDER = Path.of("folder");

    @Test
    void whatIsStartedBesideAJobThatRunsStandsBy() {
        Stack stack = stack(part("worker", Set.of()), part("second", Set.of("job")));

        assertThat(stack.standbys()).containsExactly("second");
        assertThat(stack.names()).containsExactly("worker", "second", "job");
    }

    @Test
    void refusesToWaitForWhatIsNotThere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stack(part("worker", Set.of("nobody"))))
                .withMessageContaining("nobody");
    }

    private static Stack stack(Part... parts) {
        Folders folders = new Folders(FOLDER, FOLDER);
        SupervisedJob job = new SupervisedJob("job", FOLDER, "Main", List.of(), 1, FOLDER, Set.of("worker"));
        return new Stack(
                folders, new Ports(0), new OwnJars(folders), List.of(parts), List.of(), List.of(job), List.of());
    }

    private static Part part(String name, Set<String> after) {
        return new Part(
                name,
                new Launch(List.of("true"), Map.of(), FOLDER),
                Optional::empty,
                List.of(),
                after,
                () -> {},
                new Part.Stop(1, Signal.TERM, Duration.ZERO));
    }
}
