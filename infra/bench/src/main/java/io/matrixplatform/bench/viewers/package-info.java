/**
 * How many can watch live usage on one node, and how soon they are told.
 *
 * <p>Owns its viewers and the rollups they wait for. Does not own the stack (see {@code io.matrixplatform.bench.WholeStack}).
 */
@NullMarked
package io.matrixplatform.bench.viewers;

import org.jspecify.annotations.NullMarked;
