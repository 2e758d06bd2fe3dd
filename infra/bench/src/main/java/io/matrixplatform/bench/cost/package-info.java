/**
 * What a million calls cost in processor time, part by part, at a low and at a high rate.
 *
 * <p>Owns the two rates and the reading of processor time. Does not own the stack that is measured.
 */
@NullMarked
package io.matrixplatform.bench.cost;

import org.jspecify.annotations.NullMarked;
