/**
 * The way of one call: let in, asked of an upstream, answered, told.
 *
 * <p>Owns when a call ends, with which status and tokens, and what its caller is told. Does not own what upstreams say (see
 * {@code answers}) or how they are reached (see {@code upstreams}). Invariants: every way out goes through {@link
 * io.matrixplatform.ingest.inference.calls.Call#end}, which works once; another upstream is asked only while nothing was sent
 * to the caller and nothing was processed by the one before.
 */
@NullMarked
package io.matrixplatform.ingest.inference.calls;

import org.jspecify.annotations.NullMarked;
