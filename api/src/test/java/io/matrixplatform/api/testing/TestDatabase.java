package io.matrixplatform.api.testing;

import io.matrixplatform.api.platform.persistence.Databases;
import io.matrixplatform.api.platform.persistence.Migrations;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jdbi.v3.core.Jdbi;

/** One real PostgreSQL for all tests of the module, migrated once; a test empties the tables it is about. */
public final class TestDatabase {
    private static final EmbeddedPostgres POSTGRES = start();
    private static final Jdbi JDBI = Databases.open(POSTGRES.getPostgresDatabase());

    private TestDatabase() {}

    /** With these tables empty; the running server needs what is in the others. */
    public static Jdbi without(String... tables) {
        JDBI.useHandle(handle -> handle.execute("TRUNCATE " + String.join(", ", tables)));
        return JDBI;
    }

    /** As it is. */
    public static Jdbi jdbi() {
        return JDBI;
    }

    public static String url() {
        return POSTGRES.getJdbcUrl("postgres", "postgres");
    }

    private static EmbeddedPostgres start() {
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                    .setServerConfig("shared_buffers", "32MB")
                    .setServerConfig("max_connections", "60")
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(postgres)));
            new Migrations(postgres.getPostgresDatabase()).apply();
            return postgres;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void stop(EmbeddedPostgres postgres) {
        try {
            postgres.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
