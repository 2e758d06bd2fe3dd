/**
 * Where calls of a model go.
 *
 * <p>Owns routes and their versions. Does not own who may call a model (see {@code access.keys}). Invariants: a route holds no
 * secret; it leads to public addresses over TLS unless the installation says otherwise, which the edge checks again before
 * each connection, since names can be made to resolve to something else later.
 */
@NullMarked
package io.matrixplatform.api.inference.routes;

import org.jspecify.annotations.NullMarked;
