/**
 * Kafka conclusions into PostgreSQL.
 *
 * <p>Owns the offsets table. Does not own what a record changes, nor the loop (see {@code platform.topics}). Invariant: what a batch changes and the
 * offsets behind it are committed together, so each record takes effect once, and of two processes only one does.
 */
@NullMarked
package io.matrixplatform.api.platform.projections;

import org.jspecify.annotations.NullMarked;
