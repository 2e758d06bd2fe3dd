/**
 * Who may call: tenants, their API keys, the operator's credential.
 *
 * <p>Owns identities, credentials and scopes, and tells the edges of every key by {@code access.api-key-state.v1}. Does not
 * own what a tenant has agreed to or used. Invariant: no secret is stored, only its hash; another tenant's thing is answered
 * like one that does not exist.
 */
@NullMarked
package io.matrixplatform.api.access;

import org.jspecify.annotations.NullMarked;
