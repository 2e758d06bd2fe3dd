/**
 * What is sent while the faults befall the stack.
 *
 * <p>Owns the trace that is made up and the records that are bad on purpose. Does not own how a trace is sent (see {@code
 * io.matrixplatform.replay}).
 */
@NullMarked
package io.matrixplatform.chaos.load;

import org.jspecify.annotations.NullMarked;
