package io.matrixplatform.bench;

import java.util.List;

/** {@code ./matrix bench NAME}: figures as JSON lines on standard output, progress on standard error. */
public final class Main {
    private static final List<Benchmark> ALL = List.of();

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    private static int run(String[] arguments) {
        if (arguments.length != 1 || arguments[0].equals("--help")) {
            System.err.println("usage: matrix bench NAME");
            ALL.forEach(bench -> System.err.printf("  %-10s %s%n", bench.name(), bench.summary()));
            return arguments.length == 1 ? 0 : 2;
        }
        for (Benchmark bench : ALL) {
            if (bench.name().equals(arguments[0])) {
                return measure(bench);
            }
        }
        System.err.println("no benchmark is called " + arguments[0] + "; see matrix bench --help");
        return 2;
    }

    private static int measure(Benchmark bench) {
        Figures figures = new Figures(bench.name(), System.out, System.err);
        try {
            bench.run(figures);
            return 0;
        } catch (Exception failure) {
            figures.progress("could not measure: " + failure);
            failure.printStackTrace(System.err);
            return 1;
        }
    }
}
