package io.matrixplatform.api;

import io.matrixplatform.api.platform.idempotency.Idempotency;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgets old idempotent answers. A failure waits for the next round: an executor would never run it again. */
record ForgetAnswers(Idempotency idempotency) implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ForgetAnswers.class);

    @Override
    public void run() {
        try {
            idempotency.forgetOld();
        } catch (JdbiException failure) {
            LOG.atWarn().setCause(failure).log("old idempotent answers not forgotten");
        }
    }
}
