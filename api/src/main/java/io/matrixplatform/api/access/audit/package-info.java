/**
 * The audit log: who changed what, before and after.
 *
 * <p>Owns the entries, their chains and the proof that none was touched. Does not own what is changed: each feature appends
 * its own events, in the transaction of the change. Invariant: entries are only ever appended; each names the hash of the one
 * before it, so that a changed, removed or inserted entry shows. No secret is ever inside.
 */
@NullMarked
package io.matrixplatform.api.access.audit;

import org.jspecify.annotations.NullMarked;
