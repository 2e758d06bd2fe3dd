/**
 * What can go wrong, as RFC 9457 problems.
 *
 * <p>Owns the catalogue of problem types, the body and the mapping of every exception to one. Does not own when a problem
 * is thrown. Invariant: every error of the API is a problem of the catalogue, and none shows what is not the caller's.
 */
@NullMarked
package io.matrixplatform.api.platform.problems;

import org.jspecify.annotations.NullMarked;
