package io.matrixplatform.local.command;

import io.matrixplatform.local.StackException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "mutation",
        customSynopsis = "matrix mutation [MAVEN ARGUMENTS]",
        description = {
            "Puts small faults into the money rules, one by one, and fails if the tests of a package notice fewer than 85 %%.",
            "Takes minutes, the report is in schemas/model/target/pit-reports. The matrix script hands it to Maven."
        })
final class MutationCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("unused") // picocli looks at it
    private final HelpOption help = new HelpOption();

    @Override
    public Integer call() throws StackException {
        throw new StackException("run it by the matrix script, which hands it to Maven: ./matrix mutation");
    }
}
