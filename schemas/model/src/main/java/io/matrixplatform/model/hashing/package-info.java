/**
 * What every module hashes with.
 *
 * <p>Owns the algorithm. Does not own what is hashed for what: whoever needs a hash says that in a type of its own.
 */
@NullMarked
package io.matrixplatform.model.hashing;

import org.jspecify.annotations.NullMarked;
