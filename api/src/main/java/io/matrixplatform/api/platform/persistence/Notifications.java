package io.matrixplatform.api.platform.persistence;

import java.sql.SQLException;
import java.time.Duration;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.postgresql.PGConnection;

/** Waits on one connection for what other transactions notify. Not thread-safe, like its connection. */
public final class Notifications {
    private final PGConnection connection;

    /** Begins to listen; notifications sent from now on are not missed. */
    public Notifications(Handle handle, String channel) {
        try {
            connection = handle.getConnection().unwrap(PGConnection.class);
        } catch (SQLException notPostgres) {
            throw new IllegalStateException("only a PostgreSQL connection can listen", notPostgres);
        }
        handle.execute("LISTEN " + channel);
    }

    /** Returns as soon as something was notified since the last call, or when {@code patience} is over. */
    public void await(Duration patience) {
        try {
            connection.getNotifications(Math.max(1, Math.toIntExact(patience.toMillis())));
        } catch (SQLException lost) {
            throw new ListeningException(lost);
        }
    }

    /** The connection that listens was lost. */
    static final class ListeningException extends JdbiException {
        ListeningException(SQLException cause) {
            super("cannot wait for notifications", cause);
        }
    }
}
