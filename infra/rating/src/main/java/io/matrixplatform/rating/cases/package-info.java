/**
 * The kinds of cases: what each takes in, which rule it asks, what it answers.
 *
 * <p>Owns the form of inputs, options and results. Does not own the rules. Invariant: what a case does not know, it refuses.
 */
@NullMarked
package io.matrixplatform.rating.cases;

import org.jspecify.annotations.NullMarked;
