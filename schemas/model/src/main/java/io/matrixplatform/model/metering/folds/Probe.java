package io.matrixplatform.model.metering.folds;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/** What is sampled: one metric of one instance. */
public record Probe(String instance, String metric) implements Comparable<Probe> {
    private static final Comparator<Probe> ORDER =
            Comparator.comparing(Probe::instance).thenComparing(Probe::metric);

    public Probe {
        requireNonNull(instance, "instance");
        requireNonNull(metric, "metric");
    }

    @Override
    public int compareTo(Probe other) {
        return ORDER.compare(this, other);
    }
}
