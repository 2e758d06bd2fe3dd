/**
 * From which addresses and countries a tenant may be used.
 *
 * <p>Owns the rules of each tenant and their enforcement in this process; tells the edges of them with each key. Does not own
 * the ranges of a single key (see {@code access.keys}) or how an address is found (see {@code platform.http}). Invariant: a
 * denied address is refused whatever else is said, and the audit log hears of it, once an hour per address.
 */
@NullMarked
package io.matrixplatform.api.access.addresses;

import org.jspecify.annotations.NullMarked;
