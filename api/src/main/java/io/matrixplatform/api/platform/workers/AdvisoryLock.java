package io.matrixplatform.api.platform.workers;

import org.jdbi.v3.core.Handle;

/** A lock among all sessions of the database. A session holds it until it gives it back or ends. */
public record AdvisoryLock(long number) {
    /** @return whether the session holds it now */
    public boolean tryTake(Handle session) {
        return session.createQuery("SELECT pg_try_advisory_lock(:number)")
                .bind("number", number)
                .mapTo(boolean.class)
                .one();
    }

    public void giveBack(Handle session) {
        session.createQuery("SELECT pg_advisory_unlock(:number)")
                .bind("number", number)
                .mapTo(boolean.class)
                .one();
    }
}
