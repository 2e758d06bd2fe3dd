package io.matrixplatform.api.metering.recount;

/**
 * A part of the raw log.
 *
 * @param apiCalls whether it is of the topic of API calls, else of that of usage events
 * @param first its first offset
 * @param end the offset behind its last one
 */
public record RawSpan(boolean apiCalls, int partition, long first, long end) {}
