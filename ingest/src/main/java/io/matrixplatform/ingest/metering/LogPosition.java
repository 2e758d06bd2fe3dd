package io.matrixplatform.ingest.metering;

/** Where a fact stands in the log of its topic. */
public record LogPosition(int partition, long offset) {}
