package io.matrixplatform.api.analytics.overview;

import io.matrixplatform.api.metering.usage.WindowSize;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * How many calls ended with which status from {@code from} to {@code to}, as they were received. Statuses and windows without
 * calls are not in it.
 *
 * @param source of which part of the time calls are still kept
 * @param totals in order of the statuses
 * @param topKeys the API keys with the most such calls
 * @param topModels the models with the most such calls
 */
public record StatusReport(
        Instant from,
        Instant to,
        WindowSize window,
        Overview.Received source,
        List<Total> totals,
        List<Point> series,
        List<OfKey> topKeys,
        List<OfModel> topModels) {

    /** Of one status in all windows together. */
    public record Total(int status, BigDecimal calls) {}

    /** Of one status in one window. */
    public record Point(Instant start, Instant end, int status, BigDecimal calls) {}

    /** Of one API key and status. */
    public record OfKey(String keyId, int status, BigDecimal calls) {}

    /** Of one model and status. */
    public record OfModel(String model, int status, BigDecimal calls) {}
}
