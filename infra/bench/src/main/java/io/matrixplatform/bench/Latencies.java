package io.matrixplatform.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Measured times, all in one unit: milliseconds, unless whoever measures says otherwise. Thread-safe. */
public final class Latencies {
    private final List<Double> measured = Collections.synchronizedList(new ArrayList<>());

    public void add(double measurement) {
        measured.add(measurement);
    }

    public void addAll(Latencies others) {
        measured.addAll(List.copyOf(others.measured));
    }

    public int size() {
        return measured.size();
    }

    /**
     * The smallest measurement that at least {@code percent} of all do not exceed.
     *
     * @throws IllegalStateException if nothing was measured
     */
    public double percentile(double percent) {
        List<Double> sorted = new ArrayList<>(measured);
        if (sorted.isEmpty()) {
            throw new IllegalStateException("nothing was measured");
        }
        Collections.sort(sorted);
        int rank = (int) Math.ceil(percent / 100 * sorted.size());
        return sorted.get(Math.max(1, rank) - 1);
    }
}
