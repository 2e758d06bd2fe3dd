package io.matrixplatform.api.analytics.overview;

import io.matrixplatform.api.metering.usage.Sums.Whose;
import io.matrixplatform.api.metering.usage.WindowSize;
import io.matrixplatform.model.time.TimeWindow;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** How calls ended. Thread-safe. */
public final class Statuses {
    private static final int TOP = 20;

    private final ReceivedCalls received;

    public Statuses(ReceivedCalls received) {
        this.received = received;
    }

    /** @throws io.matrixplatform.api.platform.problems.ProblemException {@code ANALYTICS_UNAVAILABLE} */
    StatusReport ask(Whose whose, TimeWindow window, WindowSize size, OptionalInt only) {
        Optional<TimeWindow> kept = received.keptOf(window, size);
        Overview.Received source = Overview.Received.of(window, kept);
        if (kept.isEmpty()) {
            return new StatusReport(
                    window.start(), window.end(), size, source, List.of(), List.of(), List.of(), List.of());
        }
        TimeWindow part = kept.get();
        List<StatusReport.Point> series = received.statuses(whose, part, size, only);
        return new StatusReport(
                window.start(),
                window.end(),
                size,
                source,
                totals(series),
                series,
                received.statusesByKey(whose, part, only, TOP),
                received.statusesByModel(whose, part, only, TOP));
    }

    private static List<StatusReport.Total> totals(List<StatusReport.Point> series) {
        Map<Integer, BigDecimal> byStatus = new TreeMap<>();
        series.forEach(point -> byStatus.merge(point.status(), point.calls(), BigDecimal::add));
        return byStatus.entrySet().stream()
                .map(each -> new StatusReport.Total(each.getKey(), each.getValue()))
                .toList();
    }
}
