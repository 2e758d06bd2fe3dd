/**
 * What became of facts that were not simply counted: conflicts, dead letters, late usage.
 *
 * <p>Owns what is kept of conflicts and dead letters, for how long, and the counts. Does not own late usage (see
 * {@code metering.ledger}) or the verdicts, which are the metering job's. Invariant: a fact stands here once, however often the
 * job says it; a tenant sees its own, and what names no tenant only the operator sees.
 */
@NullMarked
package io.matrixplatform.api.metering.fates;

import org.jspecify.annotations.NullMarked;
