/**
 * What usage costs: the price models and their rating.
 *
 * <p>Owns the models, what each does with no usage at all, and the explanation of a result. Does not own currencies,
 * rounding, minimums or what was billed before (see {@code model.billing.rating}). Invariant: rating is a function of the
 * whole usage of a period and exact, and the steps of an explanation sum to the rated amount.
 */
@NullMarked
package io.matrixplatform.model.catalog.prices;

import org.jspecify.annotations.NullMarked;
