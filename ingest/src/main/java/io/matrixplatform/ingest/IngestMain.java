package io.matrixplatform.ingest;

import java.time.InstantSource;

/** Starts the door. Everything it needs to know is in {@code ingest.yml} and the environment. */
public final class IngestMain {
    private static final int REPLACE_ME = 70;

    private IngestMain() {}

    public static void main(String[] arguments) {
        IngestConfig config = IngestConfig.load(System.getenv());
        Ingest ingest = new Ingest(config, InstantSource.system(), IngestMain::exit);
        Runtime.getRuntime().addShutdownHook(new Thread(ingest::close, "shutdown"));
        ingest.start();
    }

    /** From a thread of its own: an exit waits for the shutdown, which waits for whoever found the failure. */
    private static void exit() {
        new Thread(() -> System.exit(REPLACE_ME), "exit").start();
    }
}
