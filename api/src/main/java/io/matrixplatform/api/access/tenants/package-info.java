/**
 * Tenants: the paying organisations, each an isolation boundary.
 *
 * <p>Owns names and ids. Does not own keys, subscriptions or usage. Invariant: a tenant is never removed.
 */
@NullMarked
package io.matrixplatform.api.access.tenants;

import org.jspecify.annotations.NullMarked;
