/**
 * What a meter takes of a fact: which facts, and what value.
 *
 * <p>Owns filters, expressions and the rule that puts them together. Does not own how values become one quantity (see {@code
 * folds}). Invariants: nothing here runs code of a tenant's, and what one fact costs is bounded by the definition.
 */
@NullMarked
package io.matrixplatform.model.metering.measures;

import org.jspecify.annotations.NullMarked;
