/**
 * The embedded stack: every server of the platform as a process on this machine, for development, tests and benchmarks.
 *
 * <p>Owns the stack seen from outside ({@link io.matrixplatform.local.LocalStack}) and the entry of the {@code matrix}
 * command. Does not own production deployment.
 *
 * <p>Invariant: whatever was killed, the next start carries on from the data.
 */
@NullMarked
package io.matrixplatform.local;

import org.jspecify.annotations.NullMarked;
