/**
 * What metering costs: the metering job on RocksDB against jobs that copy, or only read, the same facts.
 *
 * <p>Owns the facts and how runs are timed. Does not own the job that is measured (see {@code
 * io.matrixplatform.streams.metering}). Invariant: every run reads the same log from its beginning to its end, on the same
 * servers, with the same settings.
 */
@NullMarked
package io.matrixplatform.bench.metering;

import org.jspecify.annotations.NullMarked;
