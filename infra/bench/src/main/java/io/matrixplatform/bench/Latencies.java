package io.matrixplatform.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Measured times in milliseconds. Thread-safe. */
public final class Latencies {
    private final List<Double> measured = Collections.synchronizedList(new ArrayList<>());

    public void add(double milliseconds) {
        measured.add(milliseconds);
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
