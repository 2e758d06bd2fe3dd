/**
 * The running stack as a replay needs it: addresses, the API, Pinot's controller, the raw log.
 *
 * <p>Owns the calls and how they are repeated when a part is away for a moment, and an independent reading of the raw log.
 * Does not own what the numbers mean. Invariant: it asks stores, and never the job that is being checked.
 */
@NullMarked
package io.matrixplatform.replay.stack;

import org.jspecify.annotations.NullMarked;
