package io.matrixplatform.e2e.chaos;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.e2e.platform.Platform;
import io.matrixplatform.e2e.platform.RunningStack;
import io.matrixplatform.local.LocalStack;
import io.matrixplatform.local.part.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** The supervisor dies, and what it has started goes on. */
@Isolated("it kills what the others stand on")
@ExtendWith(RunningStack.class)
class SupervisorE2E {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @Test
    void theNextOneLooksAfterWhatTheOneThatWasKilledHasLeft(Platform platform) throws Exception {
        LocalStack stack = platform.stack();
        stack.awaitStandbys();
        Map<String, Long> before = pids(stack);

        stack.kill("supervisor");
        stack.up(status -> {});

        assertThat(pids(stack)).isEqualTo(before);

        stack.kill("registry");
        assertThat(stack.awaitReady("registry", LIMIT)).isTrue();
        assertThat(stack.awaitReady("metering", LIMIT)).isTrue();
    }

    private static Map<String, Long> pids(LocalStack stack) {
        return stack.stack().parts().stream().collect(toMap(Part::name, part -> pid(stack, part.name())));
    }

    private static long pid(LocalStack stack, String part) {
        try {
            return stack.process(part).orElseThrow().pid();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
