/**
 * From a record of a fact topic to the fact as metering needs it, or to a dead letter with the reason.
 *
 * <p>Owns the batches in which records cross the exchange, the projection, the payload hash and the fates. Does not own the
 * edge's checks: bounds of time and size hold already. Invariant: a bad record never fails the job, and a registry that is down never makes a dead letter.
 */
@NullMarked
package io.matrixplatform.streams.metering.facts;

import org.jspecify.annotations.NullMarked;
