/**
 * Backfills: a meter over facts that were recorded before it took effect.
 *
 * <p>Owns backfills, their counting from the raw log, the difference that is shown first, and what they say to the ledger and
 * the rollups. Does not own what metering counts, which no backfill touches, or the ledger itself (see {@code
 * metering.ledger}).
 *
 * <p>Invariants: of one slice all backfills of a meter share one entry, and the one applied last says what it holds, so applying
 * one twice changes nothing and reversing it brings back what held before. What a backfill says is a function of the raw log.
 */
@NullMarked
package io.matrixplatform.api.metering.backfill;

import org.jspecify.annotations.NullMarked;
