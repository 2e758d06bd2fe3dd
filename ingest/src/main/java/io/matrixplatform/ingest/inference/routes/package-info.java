/**
 * Which models there are and who answers for them, as the control plane last said.
 *
 * <p>Owns the edge's copy of the routes. Does not own the routes. Invariant: a retired route is never brought back by an older
 * state, and a route that leads where it may not is no route.
 */
@NullMarked
package io.matrixplatform.ingest.inference.routes;

import org.jspecify.annotations.NullMarked;
