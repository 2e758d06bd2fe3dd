/**
 * Verifying recount certificates from outside: the raw log, the books and the chain are read again.
 *
 * <p>Owns the command {@code verify-certificate} and every rule by which it counts; it shares none with the api that issues
 * certificates nor with the metering job, but the arithmetic of expressions and of digests. Does not own certificates. Invariant:
 * it reads, and changes nothing.
 */
@NullMarked
package io.matrixplatform.replay.certificates;

import org.jspecify.annotations.NullMarked;
