/**
 * What it costs to hold a call to its limits.
 *
 * <p>Owns the keys and limits that are measured, and what JMH is told. Does not own the limiter (see {@code
 * io.matrixplatform.ingest.access.limits}). Invariant: what is measured is the limiter as the edge runs it, its metrics
 * included, with limits that came through its table.
 */
@NullMarked
package io.matrixplatform.bench.limits;

import org.jspecify.annotations.NullMarked;
