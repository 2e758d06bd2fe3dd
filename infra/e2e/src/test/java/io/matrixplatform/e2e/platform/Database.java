package io.matrixplatform.e2e.platform;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** The stack's database, as somebody sees it who has its password. */
public final class Database {
    private final Platform platform;

    public Database(Platform platform) {
        this.platform = platform;
    }

    public void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of the first row. */
    public String ask(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            if (!rows.next()) {
                throw new AssertionError("no row: " + sql);
            }
            return rows.getString(1);
        }
    }

    private Connection connect() throws SQLException {
        Map<String, String> environment = platform.environment();
        return DriverManager.getConnection(
                environment.get("MATRIX_POSTGRES_URL"),
                environment.get("MATRIX_POSTGRES_USER"),
                environment.get("MATRIX_POSTGRES_PASSWORD"));
    }
}
