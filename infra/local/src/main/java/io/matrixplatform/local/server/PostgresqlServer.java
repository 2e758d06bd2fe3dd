package io.matrixplatform.local.server;

import io.matrixplatform.local.layout.Environment;
import io.matrixplatform.local.layout.Port;
import io.matrixplatform.local.layout.Ports;
import io.matrixplatform.local.part.Part;
import io.matrixplatform.local.part.PostgresqlReadiness;
import io.matrixplatform.local.part.Preparation;
import io.matrixplatform.local.process.Launch;
import io.matrixplatform.local.process.Signal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** PostgreSQL, durable (fsync on), reached over TCP with a password of this stack's own. */
final class PostgresqlServer {
    static final String NAME = "postgresql";
    static final String DATABASE_READY = "database";

    private static final String MAINTENANCE_DATABASE = "postgres";
    private static final Duration INIT_LIMIT = Duration.ofMinutes(1);

    private PostgresqlServer() {}

    static Part part(Ground ground, String password) throws IOException, InterruptedException {
        Path programs = PostgresqlPrograms.in(ground.folders().module("infra/local/servers/postgresql/target"));
        Path parent = ground.folders().data();
        Path data = ground.folders().data(NAME);
        Unprivileged user = Unprivileged.find(parent);
        return new Part(
                NAME,
                launch(ground, user, programs),
                new PostgresqlReadiness(
                        ground.environment().jdbcUrl(MAINTENANCE_DATABASE), Environment.DATABASE_USER, password),
                List.of(Port.POSTGRESQL),
                Set.of(),
                () -> {
                    initOnce(user, programs, parent, password);
                    forgetDeadServer(data);
                },
                new Part.Stop(Waves.STORES, Signal.INT, Duration.ofSeconds(30)));
    }

    /** Creates the platform's database. */
    static Preparation database(Ground ground, String password) {
        return new Preparation(DATABASE_READY, Set.of(NAME), () -> {
            try (Connection connection = DriverManager.getConnection(
                            ground.environment().jdbcUrl(MAINTENANCE_DATABASE), Environment.DATABASE_USER, password);
                    Statement statement = connection.createStatement()) {
                if (!exists(statement, Environment.DATABASE)) {
                    statement.execute("CREATE DATABASE " + Environment.DATABASE);
                }
            }
        });
    }

    private static boolean exists(Statement statement, String database) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + database + "'")) {
            return rows.next();
        }
    }

    private static Launch launch(Ground ground, Unprivileged user, Path programs) {
        List<String> command = new ArrayList<>(user.prefix());
        Path data = ground.folders().data(NAME);
        command.addAll(List.of(programs.resolve("bin/postgres").toString(), "-D", data.toString()));
        Map<String, String> settings = Map.of(
                "listen_addresses", Ports.HOST,
                "port", Integer.toString(ground.ports().of(Port.POSTGRESQL)),
                "unix_socket_directories", "",
                "fsync", "on",
                "shared_buffers", "64MB",
                "max_connections", "60",
                "timezone", "UTC",
                "log_timezone", "UTC");
        settings.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return new Launch(command, Map.of(), ground.folders().data());
    }

    private static void initOnce(Unprivileged user, Path programs, Path parent, String password)
            throws IOException, InterruptedException {
        Path data = parent.resolve(NAME);
        if (Files.exists(data.resolve("PG_VERSION"))) {
            return;
        }
        Path passwordFile = Files.createTempFile(parent, "first", ".password");
        try {
            Files.writeString(passwordFile, password);
            user.own(passwordFile);
            Files.createDirectories(data);
            user.own(data);
            List<String> command = new ArrayList<>(user.prefix());
            command.addAll(List.of(
                    programs.resolve("bin/initdb").toString(),
                    "--pgdata=" + data,
                    "--username=" + Environment.DATABASE_USER,
                    "--pwfile=" + passwordFile,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8"));
            run(command, parent);
        } finally {
            Files.delete(passwordFile);
        }
    }

    private static void run(List<String> command, Path folder) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(INIT_LIMIT.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("the database cannot be initialised: " + said.strip());
        }
    }

    /**
     * Removes the lock file of a server that was killed. PostgreSQL does so itself, unless its pid has gone to some other
     * process since.
     */
    private static void forgetDeadServer(Path data) throws IOException {
        Path lock = data.resolve("postmaster.pid");
        if (!Files.exists(lock)) {
            return;
        }
        long pid = Long.parseLong(Files.readAllLines(lock).get(0).strip());
        Optional<String> program =
                ProcessHandle.of(pid).flatMap(process -> process.info().command());
        if (program.filter(path -> path.endsWith("/postgres")).isEmpty()) {
            Files.delete(lock);
        }
    }
}
