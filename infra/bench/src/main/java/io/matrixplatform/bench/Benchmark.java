package io.matrixplatform.bench;

/** One benchmark: starts what it needs, warms up, measures, stops what it started, within eight minutes. */
public interface Benchmark {
    /** What it is called on the command line and in the figures. */
    String name();

    /** One line for {@code --help}. */
    String summary();

    /** @throws Exception when it could not measure; what it started is stopped all the same */
    void run(Figures figures) throws Exception;
}
