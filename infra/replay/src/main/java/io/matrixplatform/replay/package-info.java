/**
 * Replaying recorded traffic through the whole platform, and proving by recount what became of it.
 *
 * <p>Owns the commands {@code replay} and {@code demo}, and the order of a replay: plan, send, wait by progress, count,
 * compare. Does not own any part of the platform: it comes in over HTTP like every client. Invariant: repeating a run adds
 * nothing.
 */
@NullMarked
package io.matrixplatform.replay;

import org.jspecify.annotations.NullMarked;
