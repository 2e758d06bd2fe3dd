package io.matrixplatform.ingest.metering;

import org.jspecify.annotations.Nullable;

/**
 * An event that can never be taken as it is.
 *
 * @param index of the event in its request
 * @param id null if it has none that can be read
 */
record Rejected(int index, @Nullable String id, Fault fault) {}
