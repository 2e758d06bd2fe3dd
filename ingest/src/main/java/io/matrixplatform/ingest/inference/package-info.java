/**
 * Calls of models: an API in OpenAI's dialect and in Anthropic's, in front of the servers of providers.
 *
 * <p>Owns the way of a call from its request to its one end, and the fact that this end becomes. Does not own routes and keys
 * (the control plane does), what counts (the metering job does), or what models say. Invariants: a call that was let in ends
 * exactly once and becomes exactly one fact; whatever a caller or an upstream sends, the memory it can make us hold is bounded.
 */
@NullMarked
package io.matrixplatform.ingest.inference;

import org.jspecify.annotations.NullMarked;
