package io.matrixplatform.ingest.metering.otlp;

import java.util.List;
import java.util.Set;

/**
 * An attribute by which one metric comes in several series.
 *
 * @param names the one of the conventions, then older ones that are still sent
 * @param counted the values that are usage; empty for all
 * @param isKeptApart whether each value is a series of its own, which adds to the others; else there is only one
 */
record Part(List<String> names, Set<String> counted, boolean isKeptApart) {
    static final Part CPU_MODE = new Part(
            List.of("cpu.mode", "state"), Set.of("user", "system", "kernel", "nice", "interrupt", "softirq"), true);
    static final Part CPU = new Part(List.of("cpu.logical_number", "cpu"), Set.of(), true);
    static final Part MEMORY_STATE = new Part(List.of("system.memory.state", "state"), Set.of("used"), false);
    static final Part GPU = new Part(List.of("hw.id"), Set.of(), true);
    static final Part GPU_TASK = new Part(List.of("hw.gpu.task"), Set.of("general"), false);

    String name() {
        return names.get(0);
    }

    boolean counts(String value) {
        return counted.isEmpty() || counted.contains(value);
    }
}
