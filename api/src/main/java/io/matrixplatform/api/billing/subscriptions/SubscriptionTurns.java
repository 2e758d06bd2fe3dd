package io.matrixplatform.api.billing.subscriptions;

import io.matrixplatform.events.registry.RegistryException;
import java.time.Instant;
import java.time.InstantSource;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every second whose subscription begins or ends. A failure waits for the next round: an executor would never run it
 * again.
 */
public final class SubscriptionTurns implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(SubscriptionTurns.class);

    private final Subscriptions subscriptions;
    private final InstantSource clock;
    private volatile Instant lastSuccess = Instant.EPOCH;

    public SubscriptionTurns(Subscriptions subscriptions, InstantSource clock) {
        this.subscriptions = subscriptions;
        this.clock = clock;
    }

    @Override
    public void run() {
        try {
            subscriptions.takeTurns();
            lastSuccess = clock.instant();
        } catch (JdbiException | RegistryException failure) {
            LOG.atWarn().setCause(failure).log("subscriptions not turned");
        }
    }

    /** When the edges were last known to have been told everything; 1970 before the first time. */
    public Instant lastSuccess() {
        return lastSuccess;
    }
}
