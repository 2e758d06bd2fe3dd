/**
 * People who can sign in.
 *
 * <p>Owns names, e-mail addresses and password hashes, and who is an operator of the platform. Does not own what a user is
 * in a tenant, sessions or second factors. Invariant: one e-mail address, whatever its case, is one user.
 */
@NullMarked
package io.matrixplatform.api.access.users;

import org.jspecify.annotations.NullMarked;
