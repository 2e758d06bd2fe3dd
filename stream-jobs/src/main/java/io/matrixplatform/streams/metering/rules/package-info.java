/**
 * What the AI usage of a model is checked against, as data.
 *
 * <p>Owns the rule book and the check. Does not own the rules: api writes them to {@code catalog.usage-rule-state.v1}.
 * Invariant: whether a fact breaks a rule depends on the fact and on the rules in force at its {@code recorded_at}, never on
 * when it is processed.
 */
@NullMarked
package io.matrixplatform.streams.metering.rules;

import org.jspecify.annotations.NullMarked;
