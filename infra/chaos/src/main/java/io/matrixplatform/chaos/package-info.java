/**
 * Traffic through a stack whose processes are killed and stopped meanwhile, and the recount that comes after.
 *
 * <p>Owns which faults befall which part and when, and what is compared beyond what a replay compares. Does not own the
 * traffic and its recount (see {@code io.matrixplatform.replay}) or the stack (see {@code io.matrixplatform.local}).
 *
 * <p>Invariant: the same minutes and seed are the same faults.
 */
@NullMarked
package io.matrixplatform.chaos;

import org.jspecify.annotations.NullMarked;
