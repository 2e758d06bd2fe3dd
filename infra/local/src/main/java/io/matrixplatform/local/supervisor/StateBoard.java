package io.matrixplatform.local.supervisor;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.matrixplatform.local.layout.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the supervisor lets others see: the status of everything, in a file that is replaced at each change. Thread-safe.
 */
public final class StateBoard {
    private static final Logger LOG = LoggerFactory.getLogger(StateBoard.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final Map<String, PartStatus> statuses = new LinkedHashMap<>();

    StateBoard(Folders folders, List<String> names) {
        this.file = file(folders);
        names.forEach(name -> statuses.put(name, PartStatus.waiting(name)));
        write();
    }

    /** What a supervisor wrote last; empty if none ever did. */
    public static List<PartStatus> read(Folders folders) throws IOException {
        Path file = file(folders);
        return Files.exists(file) ? JSON.readValue(file.toFile(), new TypeReference<>() {}) : List.of();
    }

    /** Forgets what an earlier supervisor wrote. */
    public static void clear(Folders folders) throws IOException {
        Files.deleteIfExists(file(folders));
    }

    synchronized PartStatus status(String name) {
        PartStatus status = statuses.get(name);
        if (status == null) {
            throw new IllegalArgumentException("nothing named " + name);
        }
        return status;
    }

    synchronized void change(String name, UnaryOperator<PartStatus> change) {
        PartStatus before = status(name);
        PartStatus after = change.apply(before);
        if (after.equals(before)) {
            return;
        }
        statuses.put(name, after);
        if (after.state() != before.state()) {
            LOG.atInfo()
                    .addKeyValue("part", name)
                    .addKeyValue("state", after.state())
                    .addKeyValue("note", after.note())
                    .log("state changed");
        }
        write();
    }

    private void write() {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            JSON.writeValue(fresh.toFile(), List.copyOf(statuses.values()));
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write " + file, failure);
        }
    }

    private static Path file(Folders folders) {
        return folders.run().resolve("stack.json");
    }
}
