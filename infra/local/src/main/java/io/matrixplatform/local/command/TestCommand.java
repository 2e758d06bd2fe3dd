package io.matrixplatform.local.command;

import io.matrixplatform.local.StackException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "test",
        customSynopsis = "matrix test [MAVEN ARGUMENTS]",
        description = {
            "Builds everything with all checks and runs all tests, the end-to-end ones on a stack of their own included.",
            "Needs no running stack. The matrix script hands it to Maven: mvn -Pe2e verify."
        })
final class TestCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("unused") // picocli looks at it
    private final HelpOption help = new HelpOption();

    @Override
    public Integer call() throws StackException {
        throw new StackException("run it by the matrix script, which hands it to Maven: ./matrix test");
    }
}
