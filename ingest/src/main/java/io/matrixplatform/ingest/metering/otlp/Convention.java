package io.matrixplatform.ingest.metering.otlp;

import io.matrixplatform.events.metering.MetricKind;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A metric of OpenTelemetry as a sample of an instance.
 *
 * @param name OpenTelemetry's
 * @param metric ours
 * @param kind that it must be of; null for either
 * @param unit that it is told in; null for the one that our metric is sampled in
 * @param parts attributes that its points may have
 * @param told attributes that say something about what is measured, and nothing about how much
 */
record Convention(
        String name,
        String metric,
        @Nullable MetricKind kind,
        @Nullable String unit,
        List<Part> parts,
        Set<String> told) {
    private static final Set<String> OF_HARDWARE = Set.of(
            "hw.type",
            "hw.name",
            "hw.model",
            "hw.vendor",
            "hw.parent",
            "hw.serial_number",
            "hw.driver_version",
            "hw.firmware_version");

    /** Those of one of our metrics in the order in which they are taken, should an instance tell several. */
    private static final List<Convention> KNOWN = List.of(
            counted("container.cpu.time", "cpu", Part.CPU_MODE),
            level("container.cpu.usage", "cpu", Part.CPU_MODE),
            counted("process.cpu.time", "cpu", Part.CPU_MODE),
            counted("system.cpu.time", "cpu", Part.CPU, Part.CPU_MODE),
            level("container.memory.usage", "memory"),
            level("container.memory.working_set", "memory"),
            level("process.memory.usage", "memory"),
            level("system.memory.usage", "memory", Part.MEMORY_STATE),
            level("container.filesystem.usage", "storage"),
            new Convention(
                    "hw.gpu.utilization", "gpu", MetricKind.GAUGE, "1", List.of(Part.GPU, Part.GPU_TASK), OF_HARDWARE));

    /** Before the name of a metric of ours, said outright. */
    static final String OUTRIGHT = "matrix.runtime.";

    private static final int FIRST = -1;

    private static Convention counted(String name, String metric, Part... parts) {
        return new Convention(name, metric, MetricKind.COUNTER, null, List.of(parts), Set.of());
    }

    private static Convention level(String name, String metric, Part... parts) {
        return new Convention(name, metric, MetricKind.GAUGE, null, List.of(parts), Set.of());
    }

    /** Null for a metric that is not metered. */
    static @Nullable Convention of(String name) {
        if (name.startsWith(OUTRIGHT) && name.length() > OUTRIGHT.length()) {
            return new Convention(name, name.substring(OUTRIGHT.length()), null, null, List.of(), Set.of());
        }
        for (Convention known : KNOWN) {
            if (known.name.equals(name)) {
                return known;
            }
        }
        return null;
    }

    /** Of two that tell the same metric of one instance, whether this one is taken. */
    boolean isTakenBefore(Convention other) {
        return rank() < other.rank();
    }

    private int rank() {
        return isOutright() ? FIRST : KNOWN.indexOf(this);
    }

    private boolean isOutright() {
        return name.startsWith(OUTRIGHT);
    }
}
