package io.matrixplatform.api.platform.projections;

/** The offset of the first record of a partition that has not taken effect yet. */
public record ProjectionOffset(String topic, int partition, long nextOffset) {}
