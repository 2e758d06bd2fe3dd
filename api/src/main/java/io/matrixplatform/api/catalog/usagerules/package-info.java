/**
 * What the AI usage of a model is checked against.
 *
 * <p>Owns the rules and their versions. Does not own the check of a stream of facts, nor what becomes of those that break a
 * rule. Invariant: a version never changes but for its end, and takes effect at a full minute ahead, so every replay checks
 * the same facts against the same rule.
 */
@NullMarked
package io.matrixplatform.api.catalog.usagerules;

import org.jspecify.annotations.NullMarked;
