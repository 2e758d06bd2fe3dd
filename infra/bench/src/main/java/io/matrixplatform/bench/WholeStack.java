package io.matrixplatform.bench;

import io.matrixplatform.local.LocalStack;
import io.matrixplatform.local.StackException;
import io.matrixplatform.local.supervisor.PartStatus;
import java.io.IOException;
import java.util.function.Consumer;

/** The whole stack with its supervisor on an empty folder, taken down when the benchmark ends, however it ends. */
public final class WholeStack implements AutoCloseable {
    private final LocalStack stack;
    private final Consumer<String> progress;
    // The stack's supervisor is another process, and would outlive this one.
    private final Thread lastResort = new Thread(this::takeDown, "take-down");

    private WholeStack(LocalStack stack, Consumer<String> progress) {
        this.stack = stack;
        this.progress = progress;
    }

    /** @param progress told what is being done */
    public static WholeStack up(Site site, Consumer<String> progress)
            throws StackException, IOException, InterruptedException {
        LocalStack.in(site.folders(), site.ports()).close(); // in case a run that was killed left it up
        site.clear();
        WholeStack whole = new WholeStack(LocalStack.in(site.folders(), site.ports()), progress);
        Runtime.getRuntime().addShutdownHook(whole.lastResort);
        try {
            whole.stack.up(status -> {
                if (status.state() == PartStatus.State.READY) {
                    progress.accept(status.name() + " ready");
                }
            });
            // Nobody else waits for them; but while they start, they take the processor from what is measured.
            whole.stack.awaitStandbys();
            return whole;
        } catch (StackException | IOException | InterruptedException | RuntimeException failure) {
            whole.close();
            throw failure;
        }
    }

    public LocalStack stack() {
        return stack;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        stack.close();
        Runtime.getRuntime().removeShutdownHook(lastResort);
    }

    private void takeDown() {
        try {
            stack.close();
        } catch (IOException failure) {
            progress.accept("the stack could not be taken down: " + failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
