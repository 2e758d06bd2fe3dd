/**
 * How fast the door is: batches over HTTP against a bare Kafka producer with the same bytes, single events against a bare
 * endpoint.
 *
 * <p>Owns its load and its baseline. Does not own the servers (see {@code io.matrixplatform.bench.Servers}).
 */
@NullMarked
package io.matrixplatform.bench.ingest;

import org.jspecify.annotations.NullMarked;
