/**
 * What a stack is made of: parts, preparations, and how each is asked whether it is ready.
 *
 * <p>Owns the vocabulary and the probes. Does not own which parts there are (see {@code server}) or their life (see {@code
 * supervisor}).
 *
 * <p>Invariant: "ready" is the part's own word about its work, never the mere existence of a process or an open port.
 */
@NullMarked
package io.matrixplatform.local.part;

import org.jspecify.annotations.NullMarked;
