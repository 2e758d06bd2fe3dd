/**
 * What was used: rollups for looking, the usage ledger for billing, late usage, what did not count and why, progress; and the raw
 * log read again, for recounts, certificates, backfills and previews.
 *
 * <p>Owns the projections of the metering job's conclusions and every answer about usage. Does not own meters (see
 * {@code catalog}) or prices. Invariant: an answer about usage is of one tenant and is right; when it cannot be, there is no
 * answer.
 */
@NullMarked
package io.matrixplatform.api.metering;

import org.jspecify.annotations.NullMarked;
