/**
 * How often somebody may try what could be guessed.
 *
 * <p>Owns the limits and the counts, which are in PostgreSQL and so hold for all processes together. Does not own what is
 * tried. Invariant: an attempt is counted before its outcome is known, so that no number of attempts at once passes the limit.
 */
@NullMarked
package io.matrixplatform.api.access.attempts;

import org.jspecify.annotations.NullMarked;
