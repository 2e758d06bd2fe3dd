/**
 * Values and pure rules that two or more modules need.
 *
 * <p>Owns exactness: money, quantities, times, identities, and what may be done with them. Does not own I/O, clocks or
 * anything that changes. Invariant: imports the JDK and JSpecify only; the same input gives the same output for ever.
 */
@NullMarked
package io.matrixplatform.model;

import org.jspecify.annotations.NullMarked;
