/**
 * Models that callers can use, and who answers for them.
 *
 * <p>Owns routes from the name of a model to the servers of providers, and tells the edges of each by {@code
 * inference.route-state.v1}. Does not own calls (the edge does), what they cost, or secrets: a route names a credential, and
 * the edge holds it.
 */
@NullMarked
package io.matrixplatform.api.inference;

import org.jspecify.annotations.NullMarked;
