package io.matrixplatform.local.supervisor;

import io.matrixplatform.local.flink.FlinkRest;
import io.matrixplatform.local.part.Stack;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a stack up and keeps it up, in a process of its own, until that process is asked to end: then it takes the stack
 * down. At most one per state folder, held apart by a file lock.
 */
public final class Supervisor {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

    private final Stack stack;
    private final FlinkRest flink;
    private final InstantSource clock;
    private final List<Thread> keepers = new ArrayList<>();

    public Supervisor(Stack stack, FlinkRest flink, InstantSource clock) {
        this.stack = stack;
        this.flink = flink;
        this.clock = clock;
    }

    /**
     * Runs until the process ends.
     *
     * @throws IllegalStateException if another supervisor holds this state folder
     */
    @SuppressWarnings("unused") // the lock is held by being open
    public void run() throws IOException, InterruptedException {
        try (FileChannel channel = FileChannel.open(
                        stack.folders().run().resolve("supervisor.lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
                FileLock lock = lock(channel)) {
            new PidFiles(stack.folders()).record(PidFiles.SUPERVISOR, ProcessHandle.current());
            StateBoard board = new StateBoard(
                    stack.folders(),
                    Stream.concat(
                                    stack.names().stream(),
                                    stack.preparations().stream().map(preparation -> preparation.name()))
                            .toList());
            start(board);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(board), "shutdown"));
            for (Thread keeper : keepers) {
                keeper.join();
            }
            // Only failed keepers return. What runs stays up, so that its state and logs can be looked at.
            new java.util.concurrent.CountDownLatch(1).await();
        }
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        FileLock lock = channel.tryLock();
        if (lock == null) {
            throw new IllegalStateException("another supervisor runs this stack");
        }
        return lock;
    }

    private void start(StateBoard board) {
        Milestones milestones = new Milestones();
        Stream.of(
                        stack.parts().stream()
                                .map(part -> (Keeper) new PartKeeper(part, stack.folders(), board, milestones, clock)),
                        stack.preparations().stream()
                                .map(preparation -> new PreparationKeeper(preparation, board, milestones, clock)),
                        stack.jobs().stream().map(job -> new JobKeeper(job, flink, board, milestones, clock)),
                        stack.cares().stream().map(care -> new CareKeeper(care, milestones)))
                .flatMap(keeper -> keeper)
                .map(keeper -> thread(keeper, board))
                .forEach(keepers::add);
        keepers.forEach(Thread::start);
    }

    private static Thread thread(Keeper keeper, StateBoard board) {
        return new Thread(
                () -> {
                    try {
                        keeper.keep();
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    } catch (RuntimeException bug) {
                        LOG.atError()
                                .setCause(bug)
                                .addKeyValue("part", keeper.name())
                                .log("keeper failed");
                        board.change(keeper.name(), status -> status.failed(bug.toString()));
                    }
                },
                keeper.name());
    }

    private void stop(StateBoard board) {
        try {
            keepers.forEach(Thread::interrupt);
            for (Thread keeper : keepers) {
                keeper.join();
            }
            new Shutdown(stack).run(name -> board.change(name, PartStatus::stopped));
            new PidFiles(stack.folders()).forget(PidFiles.SUPERVISOR);
        } catch (IOException failure) {
            LOG.atError().setCause(failure).log("cannot take the stack down");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
