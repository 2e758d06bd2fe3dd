package io.matrixplatform.local.layout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Where a stack keeps what: {@code data/} survives restarts, {@code logs/} has a file per part, {@code run/} holds pids,
 * rendered settings and secrets.
 *
 * @param home the repository root, with everything built
 * @param state the folder of this stack, for example {@code .matrix}
 */
public record Folders(Path home, Path state) {
    public Folders {
        home = home.toAbsolutePath().normalize();
        state = state.toAbsolutePath().normalize();
    }

    /** The state folder a stack with this offset has unless it is given another. */
    public static Folders inside(Path home, int portOffset) {
        Path main = home.resolve(".matrix");
        return new Folders(home, portOffset == 0 ? main : main.resolve("offset-" + portOffset));
    }

    public Path data() {
        return state.resolve("data");
    }

    public Path data(String part) {
        return data().resolve(part);
    }

    public Path logs() {
        return state.resolve("logs");
    }

    public Path log(String part) {
        return logs().resolve(part + ".log");
    }

    public Path run() {
        return state.resolve("run");
    }

    public Path settings(String part) {
        return run().resolve("settings").resolve(part);
    }

    /**
     * What {@code reset} deletes: all of the stack and what tools remember of its tenants and runs, and nothing of a second
     * stack inside the same folder.
     */
    public List<Path> everything() {
        return List.of(data(), logs(), run(), state.resolve("replays"), state.resolve("demo.json"));
    }

    /** For a tool that makes a stack of its own beside this one. */
    public Map<String, String> environment() {
        return Map.of("MATRIX_HOME", home.toString(), "MATRIX_STATE", state.toString());
    }

    public Path module(String path) {
        return home.resolve(path);
    }

    /** @throws IOException if a folder cannot be made */
    public void create() throws IOException {
        for (Path folder : List.of(data(), logs(), run())) {
            Files.createDirectories(folder);
        }
    }
}
