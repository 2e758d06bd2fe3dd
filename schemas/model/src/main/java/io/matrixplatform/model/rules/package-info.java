/**
 * How a rule says no.
 *
 * <p>Owns the shape of a refusal. Does not own any rule: those stand with what they are about. Invariant: uses nothing of the
 * model, so every area may refuse in the same way.
 */
@NullMarked
package io.matrixplatform.model.rules;

import org.jspecify.annotations.NullMarked;
