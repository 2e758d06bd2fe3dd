/**
 * What is taken off a bill before tax.
 *
 * <p>Owns discounts, the order in which they apply, their scope and duration. Does not own who may redeem a coupon, nor taxes
 * and credits, which come after. Invariant: no line falls below zero, and what is taken off the lines sums to the discount.
 */
@NullMarked
package io.matrixplatform.model.billing.discounts;

import org.jspecify.annotations.NullMarked;
