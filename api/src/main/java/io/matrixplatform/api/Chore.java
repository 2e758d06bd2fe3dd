package io.matrixplatform.api;

import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done again and again. A failure waits for the next round: an executor would never run it again. */
record Chore(String name, Runnable work) implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Chore.class);

    @Override
    public void run() {
        try {
            work.run();
        } catch (JdbiException failure) {
            LOG.atWarn().setCause(failure).addKeyValue("chore", name).log("chore failed; will try again");
        }
    }
}
