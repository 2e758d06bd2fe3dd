/**
 * Calls of models on the real stack: from a caller's request to the ledger.
 *
 * <p>Owns tests of the gateway and of what its calls come to. Does not own tests of metering itself (see {@code metering}).
 */
@NullMarked
package io.matrixplatform.e2e.inference;

import org.jspecify.annotations.NullMarked;
