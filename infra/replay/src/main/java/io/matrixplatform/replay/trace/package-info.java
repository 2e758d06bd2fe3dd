/**
 * Recorded traffic as it stands in files.
 *
 * <p>Owns the formats and their traps. Does not own what is made of the rows. Invariant: a file is read completely or not
 * at all.
 */
@NullMarked
package io.matrixplatform.replay.trace;

import org.jspecify.annotations.NullMarked;
