package io.matrixplatform.api.platform.health;

import com.codahale.metrics.health.HealthCheck;
import io.matrixplatform.api.platform.persistence.Migrations;

/** Healthy when the database is at the version of this code. */
public final class MigrationCheck extends HealthCheck {
    private final Migrations migrations;

    public MigrationCheck(Migrations migrations) {
        this.migrations = migrations;
    }

    @Override
    protected Result check() {
        int pending = migrations.pending();
        return pending == 0
                ? Result.healthy("at version %s", migrations.current())
                : Result.unhealthy("%d migrations are missing", pending);
    }
}
