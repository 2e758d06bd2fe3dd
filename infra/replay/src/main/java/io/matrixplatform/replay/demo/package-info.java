/**
 * Seeded traffic of a few tenants, for looking at a stack that works.
 *
 * <p>Owns the tenants of the demo with their users and keys, the made-up events and the live line. Does not own any proof:
 * nothing here is reconciled, see {@code Replay}. Invariant: the traffic is a pure function of the seed, the number of tenants
 * and the rate.
 */
@NullMarked
package io.matrixplatform.replay.demo;

import org.jspecify.annotations.NullMarked;
