package io.matrixplatform.bench.limits;

import io.matrixplatform.ingest.access.limits.Decision.Admitted;
import io.matrixplatform.ingest.access.limits.Demand;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A call of one of ten thousand keys, at random: let in, and settled. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LimitedCall {
    private static final int KEYS = 10_000;
    private static final Demand DEMAND = new Demand(400, 1_000, true);

    private final LimitedKeys keys = new LimitedKeys(KEYS);

    @Benchmark
    public boolean call() {
        int number = ThreadLocalRandom.current().nextInt(KEYS);
        if (keys.limiter().admit(keys.key(number), DEMAND) instanceof Admitted admitted) {
            return admitted.permit().settle(390, 210);
        }
        throw new IllegalStateException("a call was refused by limits that none reaches");
    }
}
