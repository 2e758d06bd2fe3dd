/**
 * Credits and what burns them down.
 *
 * <p>Owns the order in which grants are used, their scope, expiry and rollover. Does not own how credits were sold, nor the
 * ledger. Invariant: what was granted is burned, expired or left, to the last digit; one calculation equals any split of it
 * in time.
 */
@NullMarked
package io.matrixplatform.model.billing.credits;

import org.jspecify.annotations.NullMarked;
