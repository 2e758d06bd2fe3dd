/**
 * End-to-end tests: the product through its doors, on every real part.
 *
 * <p>Owns stories that cross processes. Does not own what one module can prove alone.
 */
@NullMarked
package io.matrixplatform.e2e;

import org.jspecify.annotations.NullMarked;
