package io.matrixplatform.api.testing;

import io.matrixplatform.api.platform.persistence.Databases;
import io.matrixplatform.api.platform.persistence.Migrations;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** One real PostgreSQL for all tests of the module, migrated once; each test begins with empty tables. */
public final class TestDatabase {
    private static final EmbeddedPostgres POSTGRES = start();
    private static final Jdbi JDBI = Databases.open(POSTGRES.getPostgresDatabase());

    private TestDatabase() {}

    /** With all tables empty. */
    public static Jdbi empty() {
        JDBI.useHandle(handle -> {
            List<String> tables = handle.createQuery("""
                            SELECT format('%I.%I', schemaname, tablename)
                              FROM pg_tables
                             WHERE schemaname IN ('platform', 'access', 'catalog', 'metering')
                               AND tablename <> 'schema_history'
                            """).mapTo(String.class).list();
            handle.execute("TRUNCATE " + String.join(", ", tables) + " RESTART IDENTITY");
        });
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
