/**
 * Who is signed in: from a password to a cookie, and from the cookie to the caller.
 *
 * <p>Owns sessions, their cookie and CSRF tokens, and what somebody signed in does with his own account. Does not own users,
 * passwords or roles. Invariants: only the hash of a session's token is stored; a session ends when it is idle, when it is
 * old, when its user signs out, and all others when the password changes; every sign-in begins a new one. What a cookie
 * authenticates and changes something shows a token that no other site can know.
 */
@NullMarked
package io.matrixplatform.api.access.sessions;

import org.jspecify.annotations.NullMarked;
