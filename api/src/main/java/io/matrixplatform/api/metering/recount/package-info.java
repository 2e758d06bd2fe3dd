/**
 * Counting again: the raw log beside the ledger and the rollups.
 *
 * <p>Owns an independent reading of the facts. Does not own the counting that bills: it shares no code with it. Invariant: it
 * compares stores and repairs none.
 */
@NullMarked
package io.matrixplatform.api.metering.recount;

import org.jspecify.annotations.NullMarked;
