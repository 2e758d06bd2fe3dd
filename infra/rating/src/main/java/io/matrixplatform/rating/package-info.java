/**
 * The money rules as a command: cases in, results out, no server.
 *
 * <p>Owns reading and writing JSON, and the list of kinds. Does not own a single rule: those are {@code model}'s. Invariant:
 * each case is answered by itself, in order, with a result or an error.
 */
@NullMarked
package io.matrixplatform.rating;

import org.jspecify.annotations.NullMarked;
