package io.matrixplatform.local.part;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;

/** Ready when a query is answered. */
public final class PostgresqlReadiness implements Readiness {
    private final String jdbcUrl;
    private final Properties login = new Properties();

    public PostgresqlReadiness(String jdbcUrl, String user, String password) {
        this.jdbcUrl = jdbcUrl;
        login.setProperty("user", user);
        login.setProperty("password", password);
        login.setProperty("connectTimeout", "3");
        login.setProperty("socketTimeout", "3");
    }

    @Override
    public Optional<String> obstacle() {
        try (Connection connection = DriverManager.getConnection(jdbcUrl, login);
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1");
            return Optional.empty();
        } catch (SQLException failure) {
            return Optional.of("a query fails: " + failure.getMessage());
        }
    }
}
