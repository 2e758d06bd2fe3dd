/**
 * Who may call: tenants, their API keys, people and what they are in a tenant, the operator's credential; and how much calls of
 * models may use.
 *
 * <p>Owns identities, credentials, scopes, roles and limits, and tells the edges of every key by {@code access.api-key-state.v1}
 * and of every limit by {@code access.limit-state.v1}. Does not own what a tenant has agreed to or used. Invariant: no secret is
 * stored readable: of whatever is only compared there is a hash, the rest is encrypted; another tenant's thing is answered like
 * one that does not exist.
 */
@NullMarked
package io.matrixplatform.api.access;

import org.jspecify.annotations.NullMarked;
