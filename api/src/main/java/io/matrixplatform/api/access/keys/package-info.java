/**
 * API keys: what a tenant signs in with.
 *
 * <p>Owns minting, changing, rotating, revoking and checking keys, and tells the edges of each change. Does not own what a key is
 * used for (see {@code access.keyusage}). Invariant: a secret is shown once, in the answer that creates it, and only its hash is
 * stored; nobody gives a key more than he has himself; a revoked key stays revoked.
 */
@NullMarked
package io.matrixplatform.api.access.keys;

import org.jspecify.annotations.NullMarked;
