package io.matrixplatform.bench;

import java.util.List;

/** One benchmark: starts what it needs, warms up, measures, stops what it started, within eight minutes or what its summary says. */
public interface Benchmark {
    /** What it is called on the command line and in the figures. */
    String name();

    /** One line for {@code --help}. */
    String summary();

    /**
     * The same with what stands behind its name on the command line.
     *
     * @throws IllegalArgumentException if it has no such options, with a sentence for people
     */
    default Benchmark with(List<String> options) {
        if (!options.isEmpty()) {
            throw new IllegalArgumentException(name() + " takes no options");
        }
        return this;
    }

    /** @throws Exception when it could not measure; what it started is stopped all the same */
    void run(Figures figures) throws Exception;
}
