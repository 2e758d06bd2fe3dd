/**
 * What can be counted: meters.
 *
 * <p>Owns definitions, and tells the jobs of each by {@code catalog.meter-state.v1}. Does not own what was counted (see
 * {@code metering}). Invariant: a definition never changes what was counted before it took effect.
 */
@NullMarked
package io.matrixplatform.api.catalog;

import org.jspecify.annotations.NullMarked;
