/**
 * What a caller wants of a model, read as far as a gateway has to.
 *
 * <p>Owns the few members of a request that route, bound and meter it. Does not own the rest: it goes on byte for byte.
 * Invariant: what we read of a request is what the upstream reads of it, so no member that we look at may stand in it twice.
 */
@NullMarked
package io.matrixplatform.ingest.inference.requests;

import org.jspecify.annotations.NullMarked;
