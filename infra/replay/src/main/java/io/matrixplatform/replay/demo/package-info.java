/**
 * Seeded traffic of one sample tenant, for looking at a stack that works.
 *
 * <p>Owns the sample tenant, the made-up calls and the live line. Does not own any proof: nothing here is reconciled, see
 * {@code Replay}.
 */
@NullMarked
package io.matrixplatform.replay.demo;

import org.jspecify.annotations.NullMarked;
