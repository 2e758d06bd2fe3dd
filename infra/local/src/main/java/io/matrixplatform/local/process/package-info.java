/**
 * Operating-system processes: starting, remembering, finding and measuring them.
 *
 * <p>Owns pid records and signals. Does not own when a process is started or stopped (see {@code supervisor}).
 *
 * <p>Invariant: no process is signalled by pid alone; its birth has to match the record too.
 */
@NullMarked
package io.matrixplatform.local.process;

import org.jspecify.annotations.NullMarked;
