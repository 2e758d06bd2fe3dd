package io.matrixplatform.api.analytics.overview;

import static io.matrixplatform.api.platform.problems.ProblemType.ANALYTICS_UNAVAILABLE;

import io.matrixplatform.api.access.tenants.Tenants;
import io.matrixplatform.api.analytics.overview.Overview.Amounts;
import io.matrixplatform.api.analytics.overview.Overview.Point;
import io.matrixplatform.api.analytics.overview.ReceivedCalls.Received;
import io.matrixplatform.api.metering.usage.Sum;
import io.matrixplatform.api.metering.usage.Sums;
import io.matrixplatform.api.metering.usage.Sums.Whose;
import io.matrixplatform.api.metering.usage.UsageQueries;
import io.matrixplatform.api.metering.usage.WindowSize;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.metering.MeterKey;
import io.matrixplatform.model.time.TimeWindow;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts overviews together from questions that are asked at once. Thread-safe. */
public final class Overviews {
    private static final MeterKey CALLS = new MeterKey("api.calls");
    private static final MeterKey INPUT = new MeterKey("tokens.input");
    private static final MeterKey OUTPUT = new MeterKey("tokens.output");
    private static final List<MeterKey> METERS = List.of(CALLS, INPUT, OUTPUT);

    private static final int TOP = 10;
    private static final int GROUPS_MAX = 90_000;

    private final UsageQueries usage;
    private final ReceivedCalls received;
    private final Tenants tenants;
    private final ExecutorService questions;

    public Overviews(UsageQueries usage, ReceivedCalls received, Tenants tenants, ExecutorService questions) {
        this.usage = usage;
        this.received = received;
        this.tenants = tenants;
        this.questions = questions;
    }

    /** @throws ProblemException {@code ANALYTICS_UNAVAILABLE} if any part of it cannot be told */
    Overview ask(OverviewQuery query) {
        Course now = course(query.whose(), query.window(), query.size());
        @Nullable Course before = query.compares() ? amounts(query.whose(), query.before(), query.size()) : null;
        Optional<TimeWindow> kept = received.keptOf(query.window(), query.size());
        var keys = begin(() ->
                kept.map(part -> received.topKeys(query.whose(), part, TOP)).orElse(List.of()));
        Sums total = Sums.of(query.whose(), METERS, query.window(), WindowSize.TOTAL);
        var models =
                begin(() -> topModels(usage.sum(total.by("model"), GROUPS_MAX).sums()));
        @Nullable CompletableFuture<List<Overview.TopTenant>> top = query.whose().equals(Whose.ALL)
                ? begin(() ->
                        topTenants(usage.sum(total.byEachTenant(), GROUPS_MAX).sums()))
                : null;
        UsageQueries.Answer counted = end(now.usage());
        List<Point> series = now.points();
        return new Overview(
                query.window().start(),
                query.window().end(),
                query.size(),
                new Overview.Sources(counted.sources(), Overview.Received.of(query.window(), kept)),
                total(series),
                whole(end(now.latency()).values()),
                whole(end(now.firstToken()).values()),
                series,
                end(models),
                end(keys),
                top == null ? null : end(top),
                before == null ? null : previous(query.before(), before));
    }

    private static Overview.Previous previous(TimeWindow window, Course before) {
        List<Point> series = before.points();
        return new Overview.Previous(window.start(), window.end(), total(series), series);
    }

    /** Of all windows together; null where no call tells it. */
    private static @Nullable Percentiles whole(Collection<Digest> windows) {
        return windows.isEmpty() ? null : Digest.ofAll(windows).percentiles();
    }

    /** Begins to ask how it went from window to window. */
    private Course course(Whose whose, TimeWindow window, WindowSize size) {
        Optional<TimeWindow> kept = received.keptOf(window, size);
        var calls = begin(
                () -> kept.map(part -> received.latencies(whose, part, size)).orElse(Map.of()));
        return new Course(
                size,
                usage(whose, window, size),
                calls.thenApply(windows -> each(windows, Received::errors)),
                calls.thenApply(windows -> each(windows, Received::latency)),
                begin(() -> kept.map(part -> received.firstTokens(whose, part, size))
                        .orElse(Map.of())));
    }

    /** Begins to ask how much there was from window to window, and not how long it took. */
    private Course amounts(Whose whose, TimeWindow window, WindowSize size) {
        Optional<TimeWindow> kept = received.keptOf(window, size);
        return new Course(
                size,
                usage(whose, window, size),
                begin(() -> kept.map(part -> received.errors(whose, part, size)).orElse(Map.of())),
                CompletableFuture.completedFuture(Map.of()),
                CompletableFuture.completedFuture(Map.of()));
    }

    private CompletableFuture<UsageQueries.Answer> usage(Whose whose, TimeWindow window, WindowSize size) {
        return begin(() -> usage.sum(Sums.of(whose, METERS, window, size), GROUPS_MAX));
    }

    private static <A, B> Map<Instant, B> each(Map<Instant, A> windows, Function<A, B> part) {
        Map<Instant, B> parts = new TreeMap<>();
        windows.forEach((start, value) -> parts.put(start, part.apply(value)));
        return parts;
    }

    private record Course(
            WindowSize size,
            CompletableFuture<UsageQueries.Answer> usage,
            CompletableFuture<Map<Instant, BigDecimal>> errors,
            CompletableFuture<Map<Instant, Digest>> latency,
            CompletableFuture<Map<Instant, Digest>> firstToken) {
        List<Point> points() {
            Map<Instant, Amounts> amounts = new TreeMap<>();
            for (Sum sum : end(usage).sums()) {
                amounts.merge(sum.start(), amounts(sum), Amounts::plus);
            }
            end(errors).forEach((start, failed) -> amounts.merge(start, failed(failed), Amounts::plus));
            return amounts.entrySet().stream()
                    .map(entry -> point(entry.getKey(), entry.getValue()))
                    .toList();
        }

        private Point point(Instant start, Amounts amounts) {
            Digest calls = end(latency).get(start);
            Digest first = end(firstToken).get(start);
            return new Point(
                    start,
                    start.plus(size.step()),
                    amounts,
                    calls == null ? null : calls.percentiles(),
                    first == null ? null : first.percentiles());
        }

        private static Amounts failed(BigDecimal errors) {
            return new Amounts(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, errors);
        }
    }

    private static Amounts total(List<Point> series) {
        return series.stream().map(Point::amounts).reduce(Amounts.ZERO, Amounts::plus);
    }

    private static List<Overview.TopModel> topModels(List<Sum> sums) {
        return top(sums, sum -> sum.dimensions().get(0)).stream()
                .map(top -> new Overview.TopModel(
                        top.getKey(),
                        top.getValue().calls(),
                        top.getValue().inputTokens(),
                        top.getValue().outputTokens()))
                .toList();
    }

    private List<Overview.TopTenant> topTenants(List<Sum> sums) {
        return top(sums, sum -> String.valueOf(sum.tenant())).stream()
                .map(top -> new Overview.TopTenant(
                        top.getKey(),
                        name(top.getKey()),
                        top.getValue().calls(),
                        top.getValue().inputTokens(),
                        top.getValue().outputTokens()))
                .toList();
    }

    /** Null for a tenant that only the facts know. */
    private @Nullable String name(String tenant) {
        try {
            return tenants.get(TenantId.parse(tenant)).name();
        } catch (IllegalArgumentException | ProblemException unknown) {
            return null;
        }
    }

    private static List<Map.Entry<String, Amounts>> top(List<Sum> sums, Function<Sum, String> group) {
        Map<String, Amounts> byGroup = new HashMap<>();
        sums.forEach(sum -> byGroup.merge(group.apply(sum), amounts(sum), Amounts::plus));
        return byGroup.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, Amounts> entry) ->
                                entry.getValue().calls())
                        .reversed()
                        .thenComparing(Map.Entry::getKey))
                .limit(TOP)
                .toList();
    }

    private static Amounts amounts(Sum sum) {
        BigDecimal zero = BigDecimal.ZERO;
        BigDecimal quantity = sum.quantity();
        return new Amounts(
                sum.meter().equals(CALLS) ? quantity : zero,
                sum.meter().equals(INPUT) ? quantity : zero,
                sum.meter().equals(OUTPUT) ? quantity : zero,
                zero);
    }

    private <T> CompletableFuture<T> begin(Supplier<T> question) {
        return CompletableFuture.supplyAsync(question, questions);
    }

    private static <T> T end(CompletableFuture<T> question) {
        try {
            return question.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof ProblemException problem) {
                throw problem;
            }
            throw new ProblemException(ANALYTICS_UNAVAILABLE, "try again in a moment", failure);
        }
    }
}
