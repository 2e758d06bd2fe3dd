/**
 * Late usage as billing sees it: by billing period, with what the plan says becomes of it.
 *
 * <p>Owns the attribution of the late lane to periods and plans. Does not own late usage (see {@code metering.ledger}), policies
 * (see {@code catalog.plans}) or invoices. Invariant: every row of the late lane is in exactly one period of its subscription.
 */
@NullMarked
package io.matrixplatform.api.billing.lateusage;

import org.jspecify.annotations.NullMarked;
