/**
 * Which faults befall a stack, decided beforehand.
 *
 * <p>Owns the choice and the times. Does not own how a fault is brought about (see {@code faults}). Invariant: a plan is a pure
 * function of minutes and seed.
 */
@NullMarked
package io.matrixplatform.chaos.plan;

import org.jspecify.annotations.NullMarked;
