/**
 * Who may come in: the table of API keys, fed by {@code access.api-key-state.v1}, and the check of a request's key.
 *
 * <p>Owns the edge's copy of the keys. Does not own keys (the control plane does) and never asks anyone while a request
 * waits. Invariant: missing, malformed, unknown, expired and revoked keys get one and the same answer; a good key from a wrong address is told so.
 */
@NullMarked
package io.matrixplatform.ingest.access;

import org.jspecify.annotations.NullMarked;
