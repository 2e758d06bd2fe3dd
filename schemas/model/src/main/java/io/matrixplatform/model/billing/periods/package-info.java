/**
 * Which billing period an instant lies in, for every kind of item.
 *
 * <p>Owns cadences, anchors, zones as they change, trials, pauses, stubs, and which slices of usage a period holds. Does not
 * own what is charged for a part of a period (see {@code billing.proration}). Invariant: the next period starts at the very
 * instant the one before ends, none is empty, and the anchor's day is clamped for the short month only.
 */
@NullMarked
package io.matrixplatform.model.billing.periods;

import org.jspecify.annotations.NullMarked;
