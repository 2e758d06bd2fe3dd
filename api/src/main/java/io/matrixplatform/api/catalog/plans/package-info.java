/**
 * Plans: what a tenant can subscribe to.
 *
 * <p>Owns their names, who may choose them, what becomes of late usage under them, and which limits they begin with. Does
 * not own who has chosen what (see {@code billing.subscriptions}) or prices. Invariant: a plan is never removed.
 */
@NullMarked
package io.matrixplatform.api.catalog.plans;

import org.jspecify.annotations.NullMarked;
