/**
 * Which meters there are, and what a fact adds to each.
 *
 * <p>Owns the meter book and measuring. Does not own the definitions: api writes them to {@code catalog.meter-state.v1}.
 * Invariant: what a fact adds depends on the fact and on the definitions in force at its {@code recorded_at}, never on
 * when it is processed.
 */
@NullMarked
package io.matrixplatform.streams.metering.meters;

import org.jspecify.annotations.NullMarked;
