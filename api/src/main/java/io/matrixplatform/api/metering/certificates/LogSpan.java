package io.matrixplatform.api.metering.certificates;

/**
 * How far a partition of the raw log was looked at.
 *
 * @param firstOffset from where on records were judged
 * @param endOffset before which all records of the window stand
 * @param records of the tenant in the window
 */
public record LogSpan(String topic, int partition, long firstOffset, long endOffset, long records) {}
