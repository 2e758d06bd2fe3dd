/**
 * Pinot's tables as files.
 *
 * <p>Owns bringing the controller to what the files state. Does not own the files (see {@code infra/pinot}).
 *
 * <p>Invariant: applying twice changes nothing.
 */
@NullMarked
package io.matrixplatform.local.pinot;

import org.jspecify.annotations.NullMarked;
