package io.matrixplatform.replay.demo;

import io.matrixplatform.replay.plan.Model;
import io.matrixplatform.replay.plan.PlannedCall;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Made-up calls whose token counts are spread like those of a real conversation service. */
final class SampleCalls {
    // Medians and spreads of the Azure conversation trace of 2023, whose counts are close to log-normal.
    private static final double INPUT_MEDIAN = 1_020;
    private static final double INPUT_SPREAD = 0.9;
    private static final double OUTPUT_MEDIAN = 129;
    private static final double OUTPUT_SPREAD = 0.9;
    private static final long MOST_INPUT = 14_050;
    private static final long MOST_OUTPUT = 1_000;

    private final Random random;
    private int number;

    SampleCalls(long seed) {
        random = new Random(seed);
    }

    List<PlannedCall> next(int count, Instant now) {
        List<PlannedCall> calls = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long output = logNormal(OUTPUT_MEDIAN, OUTPUT_SPREAD, MOST_OUTPUT);
            calls.add(new PlannedCall(
                    number++,
                    0,
                    0,
                    now.truncatedTo(ChronoUnit.MICROS),
                    false,
                    Model.ALL.get(random.nextInt(Model.ALL.size())),
                    150 + 25 * output,
                    logNormal(INPUT_MEDIAN, INPUT_SPREAD, MOST_INPUT),
                    output));
        }
        return calls;
    }

    private long logNormal(double median, double spread, long most) {
        return Math.max(1, Math.min(most, Math.round(median * Math.exp(spread * random.nextGaussian()))));
    }
}
