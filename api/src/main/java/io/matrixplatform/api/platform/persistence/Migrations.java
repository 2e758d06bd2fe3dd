package io.matrixplatform.api.platform.persistence;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;

/** Brings the database to the version of this code: one folder of SQL and one Postgres schema per area. */
public final class Migrations {
    private final Flyway flyway;

    public Migrations(DataSource database) {
        flyway = Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .defaultSchema("platform")
                .createSchemas(true)
                .table("schema_history")
                .connectRetries(30)
                .connectRetriesInterval(1)
                .load();
    }

    /** Applies what is missing. Safe to run from several processes: the schema history is locked meanwhile. */
    public void apply() {
        flyway.migrate();
    }

    /** How many migrations of this code the database still lacks. */
    public int pending() {
        return flyway.info().pending().length;
    }

    /** The version the database is at, or {@code none}. */
    public String current() {
        MigrationInfo current = flyway.info().current();
        return current == null ? "none" : String.valueOf(current.getVersion());
    }
}
