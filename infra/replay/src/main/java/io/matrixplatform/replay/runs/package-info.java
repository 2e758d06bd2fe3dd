/**
 * Replays that were begun, so that they can be repeated exactly.
 *
 * <p>Owns the files below {@code replays/} in the state folder: what a run was, with the keys of its tenants, and what was
 * acknowledged to it. Does not own what is sent. Invariant: nobody but the owner can read them.
 */
@NullMarked
package io.matrixplatform.replay.runs;

import org.jspecify.annotations.NullMarked;
