/**
 * From the {@code Authorization} header to the caller.
 *
 * <p>Owns how credentials are read and compared. Does not own keys. Invariant: every wrong credential is answered alike.
 */
@NullMarked
package io.matrixplatform.api.access.authentication;

import org.jspecify.annotations.NullMarked;
