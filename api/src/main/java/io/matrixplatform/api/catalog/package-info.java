/**
 * What can be counted, subscribed to, and what usage is checked against: meters, plans and usage rules.
 *
 * <p>Owns definitions, and tells the jobs of meters by {@code catalog.meter-state.v1} and of rules by
 * {@code catalog.usage-rule-state.v1}. Does not own what was counted (see {@code metering}) or who has which plan (see
 * {@code billing}). Invariant: a definition never changes what was counted before it took effect.
 */
@NullMarked
package io.matrixplatform.api.catalog;

import org.jspecify.annotations.NullMarked;
