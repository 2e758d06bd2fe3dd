/**
 * Authenticated encryption of what has to be stored and must not be readable where it is stored.
 *
 * <p>Owns the cipher and how keys are derived, one per purpose. Does not own any key. Invariant: what was changed or sealed
 * with another key opens as nothing.
 */
@NullMarked
package io.matrixplatform.api.platform.sealing;

import org.jspecify.annotations.NullMarked;
