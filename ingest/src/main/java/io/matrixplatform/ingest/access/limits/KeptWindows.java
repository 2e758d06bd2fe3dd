package io.matrixplatform.ingest.access.limits;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.matrixplatform.model.access.limits.LimitKind;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was used of hours and days, over a restart: a file of this edge alone, written every few seconds and at the end. What
 * comes back within a minute is not kept: that there is a file says that it may have been used up. A file that cannot be read is as good as none, and is logged.
 */
final class KeptWindows {
    private static final Logger LOG = LoggerFactory.getLogger(KeptWindows.class);
    private static final int PARTS = 4;

    private final Path file;
    private final boolean isOfBefore;
    private final Map<String, List<Window>> untouched = new ConcurrentHashMap<>();

    /** So much was used of one window of one owner; as a line: owner, kind, number of the window, used. */
    record Window(String owner, LimitKind kind, long number, long used) {
        static Window parse(String line) {
            String[] parts = line.split(" ", -1);
            if (parts.length != PARTS) {
                throw new IllegalArgumentException("not owner, kind, window and use: " + line);
            }
            return new Window(parts[0], LimitKind.of(parts[1]), Long.parseLong(parts[2]), Long.parseLong(parts[3]));
        }

        boolean isOver(Now now) {
            return number < Math.floorDiv(now.utcMillis(), kind.window().toMillis());
        }

        @Override
        public String toString() {
            return owner + " " + kind + " " + number + " " + used;
        }
    }

    KeptWindows(Path file) {
        this.file = file;
        this.isOfBefore = Files.exists(file);
        for (Window window : read(file)) {
            untouched.computeIfAbsent(window.owner(), any -> new ArrayList<>()).add(window);
        }
    }

    /** Whether the edge has run before: then nobody knows what was used within the last minute. */
    boolean isOfBefore() {
        return isOfBefore;
    }

    /** What was used before the restart, given out once; whoever takes it keeps it. */
    List<Window> take(String owner) {
        List<Window> windows = untouched.isEmpty() ? null : untouched.remove(owner);
        return windows == null ? List.of() : windows;
    }

    /** What nobody has asked for yet and still counts. */
    List<Window> untouched(Now now) {
        untouched.values().removeIf(windows -> windows.stream().allMatch(window -> window.isOver(now)));
        return untouched.values().stream()
                .flatMap(List::stream)
                .filter(window -> !window.isOver(now))
                .toList();
    }

    /** The same by owner, as it is told. */
    List<LimitUse> uses(Now now) {
        return untouched(now).stream()
                .collect(groupingBy(Window::owner, mapping(LimitUse.Used::of, toList())))
                .entrySet()
                .stream()
                .map(each -> new LimitUse(each.getKey(), LimitUse.at(now), each.getValue()))
                .toList();
    }

    /** Replaces the file by {@code windows}, or leaves it as it was. */
    synchronized void write(List<Window> windows) {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (BufferedWriter writer = Files.newBufferedWriter(next, StandardCharsets.UTF_8)) {
                for (Window window : windows) {
                    writer.write(window.toString());
                    writer.write('\n');
                }
            }
            move(next);
        } catch (IOException failure) {
            LOG.atError().setCause(failure).log("what was used of hours and days cannot be kept");
        }
    }

    private void move(Path next) throws IOException {
        try {
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException notHere) {
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static List<Window> read(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                    .map(Window::parse)
                    .toList();
        } catch (NoSuchFileException first) {
            return List.of();
        } catch (IOException | IllegalArgumentException unreadable) {
            LOG.atError().setCause(unreadable).log("what was used of hours and days before the restart is lost");
            return List.of();
        }
    }
}
