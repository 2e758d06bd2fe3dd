package io.matrixplatform.ingest;

import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the door. Everything it needs to know is in {@code ingest.yml} and the environment. */
public final class IngestMain {
    private static final Logger LOG = LoggerFactory.getLogger(IngestMain.class);
    private static final int NOT_STARTED = 1;
    private static final int REPLACE_ME = 70;

    private IngestMain() {}

    public static void main(String[] arguments) {
        try {
            IngestConfig config = IngestConfig.load(System.getenv());
            Ingest ingest = new Ingest(config, System.getenv(), InstantSource.system(), IngestMain::exit);
            Runtime.getRuntime().addShutdownHook(new Thread(ingest::close, "shutdown"));
            ingest.start();
        } catch (RuntimeException failure) {
            LOG.atError().setCause(failure).log("the door does not open");
            System.exit(NOT_STARTED);
        }
    }

    /** From a thread of its own: an exit waits for the shutdown, which waits for whoever found the failure. */
    private static void exit() {
        new Thread(() -> System.exit(REPLACE_ME), "exit").start();
    }
}
