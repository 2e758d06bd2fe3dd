package io.matrixplatform.local.part;

import io.matrixplatform.local.layout.Port;
import io.matrixplatform.local.process.Launch;
import io.matrixplatform.local.process.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A server process of the stack.
 *
 * @param ports what it listens on, the one people use first; empty when it listens on none that is fixed
 * @param after the parts and preparations that must have been ready once before it is started
 * @param beforeStart what is done before each start, the first and every later one
 * @param stop how it is ended
 */
public record Part(
        String name,
        Launch launch,
        Readiness readiness,
        List<Port> ports,
        Set<String> after,
        Task beforeStart,
        Stop stop) {
    /** Something that may fail. */
    @FunctionalInterface
    public interface Task {
        void run() throws Exception;
    }

    /**
     * @param wave parts of one wave are stopped together, lower waves first
     * @param grace how long it may take before it is killed
     */
    public record Stop(int wave, Signal signal, Duration grace) {}

    public Part {
        ports = List.copyOf(ports);
        after = Set.copyOf(after);
    }
}
