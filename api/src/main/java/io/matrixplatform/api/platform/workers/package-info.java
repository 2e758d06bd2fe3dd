/**
 * Work that goes on beside requests, on a thread of its own, in one process at a time.
 *
 * <p>Owns the thread, the lock and what happens when the database is away. Does not own the work: that is a feature's.
 */
@NullMarked
package io.matrixplatform.api.platform.workers;

import org.jspecify.annotations.NullMarked;
