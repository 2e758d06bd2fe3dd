package io.matrixplatform.replay.offline;

import java.time.Instant;

/** A call that counts, with the numbers that count. */
record OfflineCall(String tenant, String source, String id, Instant time, long input, long output, long latency) {}
