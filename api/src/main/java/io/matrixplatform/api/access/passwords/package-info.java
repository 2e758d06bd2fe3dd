/**
 * Passwords: what may be one, and how one is kept and compared.
 *
 * <p>Owns argon2id and its cost. Does not own whose password it is, or how often one may guess. Invariants: only the PHC
 * string of a password is stored; comparing with nobody's password takes as long as with somebody's.
 */
@NullMarked
package io.matrixplatform.api.access.passwords;

import org.jspecify.annotations.NullMarked;
