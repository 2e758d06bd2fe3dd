package io.matrixplatform.local.command;

import io.matrixplatform.local.LocalStack;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "supervise", hidden = true, description = "Runs the stack in this process, until SIGTERM.")
final class SuperviseCommand implements Callable<Integer> {
    @Mixin
    private final StackOptions options = new StackOptions();

    @Override
    public Integer call() throws Exception {
        LocalStack.supervise(options.stack(), InstantSource.system());
        return 0;
    }
}
