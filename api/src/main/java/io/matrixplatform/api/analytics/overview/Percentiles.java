package io.matrixplatform.api.analytics.overview;

/** Of the calls in one stretch of time, in whole milliseconds; estimated by a t-digest, within about a percent. */
public record Percentiles(long p50, long p95, long p99) {}
