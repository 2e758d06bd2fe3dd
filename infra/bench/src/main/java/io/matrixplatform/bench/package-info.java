/**
 * The benchmarks behind {@code ./matrix bench}: each starts what it needs on ports and data of its own, measures against
 * a baseline in the same run, and prints one JSON line per figure.
 *
 * <p>Owns measuring and the figures' names. Does not own the stack (see {@code io.matrixplatform.local}). Invariant: a
 * printed figure was measured in the run that prints it.
 */
@NullMarked
package io.matrixplatform.bench;

import org.jspecify.annotations.NullMarked;
