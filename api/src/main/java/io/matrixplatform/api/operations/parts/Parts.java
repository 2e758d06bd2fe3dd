package io.matrixplatform.api.operations.parts;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.matrixplatform.api.operations.parts.Finding.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Every part of the platform: asked all at once. Thread-safe. */
public final class Parts {
    private final List<Part> parts;
    private final Duration patience;
    private final ExecutorService threads;
    private final InstantSource clock;

    public Parts(List<Part> parts, Duration patience, ExecutorService threads, InstantSource clock) {
        this.parts = List.copyOf(parts);
        this.patience = patience;
        this.threads = threads;
        this.clock = clock;
    }

    /** @param tookMs how long it took to answer */
    public record PartView(String name, @JsonUnwrapped Finding finding, long tookMs) {}

    /** @param state the worst of the parts */
    public record Health(State state, Instant checkedAt, List<PartView> parts) {}

    Health ask() {
        List<CompletableFuture<PartView>> asked = parts.stream()
                .map(part -> CompletableFuture.supplyAsync(() -> ask(part), threads)
                        .completeOnTimeout(
                                new PartView(part.name(), Finding.down("does not answer"), patience.toMillis()),
                                patience.plusMillis(500).toMillis(),
                                TimeUnit.MILLISECONDS))
                .toList();
        List<PartView> found = asked.stream().map(CompletableFuture::join).toList();
        State worst = found.stream()
                .map(view -> view.finding().state())
                .max(Comparator.naturalOrder())
                .orElse(State.UP);
        return new Health(worst, clock.instant(), found);
    }

    /** Whatever a part throws means the same: it is down. */
    private static PartView ask(Part part) {
        long begin = System.nanoTime();
        Finding finding;
        try {
            finding = part.ask();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            finding = Finding.down("the server is stopping");
        } catch (Exception failure) {
            finding = Finding.down(reason(failure));
        }
        return new PartView(part.name(), finding, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
    }

    private static String reason(Exception failure) {
        String message = failure.getMessage();
        return message == null
                ? failure.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
