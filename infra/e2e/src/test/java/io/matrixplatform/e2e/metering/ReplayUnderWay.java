package io.matrixplatform.e2e.metering;

import static org.awaitility.Awaitility.await;

import io.matrixplatform.e2e.platform.Platform;
import io.matrixplatform.replay.ReplayOptions;
import io.matrixplatform.replay.counting.Reconciliation;
import io.matrixplatform.replay.plan.Injection;
import io.matrixplatform.replay.sending.Speed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A replay that goes on while the test does something to the stack. */
final class ReplayUnderWay {
    /** Before it sends anything a replay waits for its meters to take effect, at the full minute after the next. */
    private static final Duration BEGUN_WITHIN = Duration.ofMinutes(3);

    private final CompletableFuture<Reconciliation> outcome;
    private final Path replays;

    private ReplayUnderWay(CompletableFuture<Reconciliation> outcome, Path replays) {
        this.outcome = outcome;
        this.replays = replays;
    }

    static ReplayUnderWay start(Platform platform, TraceFile trace, double speed, Injection injection) {
        ReplayOptions options = ReplayOptions.of(trace.path()).with(injection).with(new Speed(speed));
        CompletableFuture<Reconciliation> outcome = CompletableFuture.supplyAsync(() -> {
            try {
                return Traces.on(platform).run(options);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
        return new ReplayUnderWay(outcome, platform.stack().folders().state().resolve("replays"));
    }

    /** Returns when more was acknowledged than when it was asked: the traffic flows, and is not over. */
    void awaitAcknowledgements() throws IOException {
        long before = acknowledgedBytes();
        await("the traffic flows")
                .atMost(BEGUN_WITHIN)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> outcome.isDone() || acknowledgedBytes() > before);
        if (outcome.isDone()) {
            throw new AssertionError("the replay was over before the kill: " + outcome.join());
        }
    }

    Reconciliation reconciliation(Duration limit) throws Exception {
        return outcome.get(limit.toSeconds(), TimeUnit.SECONDS);
    }

    private long acknowledgedBytes() throws IOException {
        if (!Files.isDirectory(replays)) {
            return 0;
        }
        long bytes = 0;
        try (Stream<Path> files = Files.list(replays)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".acknowledged"))
                    .toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }
}
