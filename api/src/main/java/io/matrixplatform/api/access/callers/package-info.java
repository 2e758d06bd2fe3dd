/**
 * The caller of a request, once it is known, and what it may do.
 *
 * <p>Owns roles and scopes. Does not own credentials. Invariant: a tenant's caller can act for no other tenant.
 */
@NullMarked
package io.matrixplatform.api.access.callers;

import org.jspecify.annotations.NullMarked;
