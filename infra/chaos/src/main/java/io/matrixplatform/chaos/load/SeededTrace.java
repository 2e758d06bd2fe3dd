package io.matrixplatform.chaos.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Random;

/** Calls in bursts, made up from a seed, as a file in the format of the public LLM traces. */
public final class SeededTrace {
    private static final LocalDateTime BEGIN = LocalDateTime.of(2026, 1, 1, 0, 0);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS");
    private static final long BURST_MICROS = 5_000_000;

    /** From a fifth of the mean rate to nine fifths of it. */
    private static final double QUIETEST = 0.2;

    private static final double LIVELIER = 1.6;
    private static final int INPUT_MOST = 7_400;
    private static final int OUTPUT_MOST = 600;

    private SeededTrace() {}

    /** @param perSecond calls, on average */
    public static void write(Path file, Duration length, int perSecond, long seed) throws IOException {
        Random random = new Random(seed);
        long end = length.toNanos() / 1_000;
        long burstEnds = 0;
        double rate = perSecond;
        try (BufferedWriter lines = Files.newBufferedWriter(file, UTF_8)) {
            lines.append("TIMESTAMP,ContextTokens,GeneratedTokens\n");
            for (long micros = 0; micros < end; ) {
                if (micros >= burstEnds) {
                    rate = perSecond * (QUIETEST + LIVELIER * random.nextDouble());
                    burstEnds += BURST_MICROS;
                }
                lines.append(TIME.format(BEGIN.plusNanos(micros * 1_000)))
                        .append("," + (1 + random.nextInt(INPUT_MOST)))
                        .append("," + (1 + random.nextInt(OUTPUT_MOST)))
                        .append('\n');
                // Arrivals of a Poisson process.
                micros += 1 + (long) (-Math.log(1 - random.nextDouble()) / rate * 1e6);
            }
        }
    }
}
