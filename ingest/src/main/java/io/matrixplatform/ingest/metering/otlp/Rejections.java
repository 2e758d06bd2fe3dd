package io.matrixplatform.ingest.metering.otlp;

import io.matrixplatform.ingest.metering.CleanText;
import java.util.LinkedHashMap;
import java.util.Map;

/** Data points that are no facts, counted by metric and reason. */
final class Rejections {
    private static final int SHOWN = 10;
    private static final int NAME_SHOWN_CHARS = 80;

    private record Reason(String metric, String remedy) {}

    private final Map<Reason, Integer> counts = new LinkedHashMap<>();
    private int total;

    /** @param metric as the client calls it */
    void add(String metric, String remedy, int points) {
        if (points > 0) {
            counts.merge(new Reason(metric, remedy), points, Integer::sum);
            total += points;
        }
    }

    int total() {
        return total;
    }

    /** For whoever runs the exporter, in English; bounded. Empty if there is nothing to say. */
    String message() {
        StringBuilder message = new StringBuilder();
        counts.entrySet().stream()
                .limit(SHOWN)
                .forEach(each -> message.append(message.isEmpty() ? "" : "; ")
                        .append(shown(each.getKey().metric))
                        .append(": ")
                        .append(each.getKey().remedy)
                        .append(" (data points: ")
                        .append(each.getValue())
                        .append(')'));
        if (counts.size() > SHOWN) {
            message.append("; and ").append(counts.size() - SHOWN).append(" more reasons");
        }
        return message.toString();
    }

    private static String shown(String metric) {
        if (metric.isEmpty() || !CleanText.is(metric)) {
            return "(a metric without a readable name)";
        }
        return metric.length() <= NAME_SHOWN_CHARS ? metric : metric.substring(0, NAME_SHOWN_CHARS) + "…";
    }
}
