/**
 * Calls that broke a rule of their model, and what people decided of them.
 *
 * <p>Owns the list of held calls and the decisions. Does not own the rules nor the counting: a release reaches metering over
 * {@code metering.quarantine-decisions.v1} with the call as it was held. Invariants: a call is decided once; nothing held is
 * forgotten before it is decided.
 */
@NullMarked
package io.matrixplatform.api.metering.quarantine;

import org.jspecify.annotations.NullMarked;
