/**
 * What a fact is, where it is counted, and when two are one.
 *
 * <p>Owns identities, slices, dimensions, quantities and order numbers. Does not own meter storage nor the stream job that
 * applies these rules. Invariant: everything that names a conclusion is a pure function of the facts.
 */
@NullMarked
package io.matrixplatform.model.metering;

import org.jspecify.annotations.NullMarked;
