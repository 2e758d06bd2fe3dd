package io.matrixplatform.e2e.metering;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Random;

/**
 * A small trace in the format of the public LLM traces (CRLF, seven decimals, no last line end), made from a seed, with
 * the sums that its own loop added up.
 */
record TraceFile(Path path, long calls, long inputTokens, long outputTokens) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSSS");

    static TraceFile write(Path folder, int rows, long seed) throws IOException {
        Random random = new Random(seed);
        LocalDateTime time = LocalDateTime.of(2023, 11, 16, 18, 15, 46);
        StringBuilder text = new StringBuilder("TIMESTAMP,ContextTokens,GeneratedTokens");
        long input = 0;
        long output = 0;
        for (int row = 0; row < rows; row++) {
            // Bursts with dead minutes between them: most gaps are milliseconds, a few are a minute.
            long gapMicros = random.nextInt(500) == 0 ? 60_000_000L : 1_000L + random.nextInt(400_000);
            time = time.plusNanos(gapMicros * 1_000L);
            long context = 1L + random.nextInt(7_400);
            long generated = 1L + random.nextInt(600);
            input += context;
            output += generated;
            text.append("\r\n").append(TIME.format(time)).append(',').append(context);
            text.append(',').append(generated);
        }
        Path path = folder.resolve("trace-" + rows + "-" + seed + ".csv");
        Files.writeString(path, text);
        return new TraceFile(path, rows, input, output);
    }
}
