/**
 * Limits of inference: what can be limited, and which limits are in force for a key.
 *
 * <p>Owns their names, bounds and how those of a tier, a subscription and a key go together. Does not own their numbers (the
 * control plane does) or what was used of them (the edge does). Invariant: what a key says of itself never widens what its
 * subscription allows.
 */
@NullMarked
package io.matrixplatform.model.access.limits;

import org.jspecify.annotations.NullMarked;
