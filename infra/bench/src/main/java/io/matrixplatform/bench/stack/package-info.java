/**
 * What the whole stack costs: the time until it is ready, and its memory.
 *
 * <p>Owns the measuring. Does not own the stack (see {@code io.matrixplatform.local}).
 */
@NullMarked
package io.matrixplatform.bench.stack;

import org.jspecify.annotations.NullMarked;
