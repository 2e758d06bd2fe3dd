/**
 * What the edge costs a call of a model: against a proxy of the same HTTP library that does nothing else.
 *
 * <p>Owns the proxy and the model behind both, the keys and limits of the calls, and how the edge's memory for keys is
 * measured. Does not own the load (see {@code io.matrixplatform.bench.http}). Invariant: the edge is the process that users run,
 * with a real log, and each of its answers was waited for.
 */
@NullMarked
package io.matrixplatform.bench.edge;

import org.jspecify.annotations.NullMarked;
