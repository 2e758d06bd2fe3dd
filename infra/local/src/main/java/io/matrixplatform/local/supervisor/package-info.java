/**
 * The life of a stack: start, restart, resubmission, orderly end.
 *
 * <p>Owns when things happen and the record of how they are. Does not own what the parts are (see {@code server}).
 *
 * <p>Invariant: at most one supervisor per state folder; whatever dies after it was ready is started again.
 */
@NullMarked
package io.matrixplatform.local.supervisor;

import org.jspecify.annotations.NullMarked;
