package io.matrixplatform.api.metering.usage;

import java.time.Instant;
import java.util.List;

/**
 * What one minute of one series was made of.
 *
 * @param dimensions values in the order asked for
 * @param fold as its bytes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record FoldedMinute(Instant start, List<String> dimensions, byte[] fold, long factCount) {}
