/**
 * What every stage has of a replay, side by side.
 *
 * <p>Owns totals and the reconciliation. Does not own how a stage is counted. Invariant: a single unit too much or too
 * little of a single tenant is a fault.
 */
@NullMarked
package io.matrixplatform.replay.counting;

import org.jspecify.annotations.NullMarked;
