/**
 * Counting again: the raw log beside the ledger and the rollups.
 *
 * <p>Owns an independent reading of the facts, which backfills and certificates read by too. Does not own the counting of the metering job: it
 * shares no code with it. Invariant: it compares stores and repairs none.
 */
@NullMarked
package io.matrixplatform.api.metering.recount;

import org.jspecify.annotations.NullMarked;
