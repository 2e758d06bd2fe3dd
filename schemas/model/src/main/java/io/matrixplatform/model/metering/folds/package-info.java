/**
 * How the facts of a meter become one quantity: one implementation of each aggregation, for the stream, for queries and for
 * previews.
 *
 * <p>Owns aggregations, their folds, results and bytes. Does not own which facts a meter takes, nor counts and sums, which
 * simply add. Invariant: a fold is a function of what was added and removed, whatever the order and however it was split
 * between folds that were merged, to the byte.
 */
@NullMarked
package io.matrixplatform.model.metering.folds;

import org.jspecify.annotations.NullMarked;
