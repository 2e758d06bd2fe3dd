/**
 * The second factor at sign-in: one-time codes of an authenticator app (TOTP, RFC 6238), and recovery codes.
 *
 * <p>Owns secrets, codes and what has been used. Does not own passwords or sessions. Invariants: a secret is stored
 * encrypted and a recovery code hashed; no code is taken twice; five wrong ones in fifteen minutes and no more are taken.
 */
@NullMarked
package io.matrixplatform.api.access.secondfactor;

import org.jspecify.annotations.NullMarked;
