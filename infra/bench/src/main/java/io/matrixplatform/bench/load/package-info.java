/**
 * Calls through the door at a steady rate, for whatever measures the whole stack.
 *
 * <p>Owns the calls and the account of those that were acknowledged. Does not own what is measured meanwhile.
 */
@NullMarked
package io.matrixplatform.bench.load;

import org.jspecify.annotations.NullMarked;
