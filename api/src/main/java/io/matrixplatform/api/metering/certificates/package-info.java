/**
 * Recount certificates: what was recorded of a tenant on a UTC day, what became of it, what each meter comes to at every stage,
 * and digests by which anybody can find a single record or ledger entry that is not what it was.
 *
 * <p>Owns drawing certificates up, issuing and chaining them. Does not own verifying them, which is done outside with other
 * code, nor the rules of a recount (see {@code metering.recount}), whose facts it reads. Invariants: a certificate is never
 * changed; each of a tenant's days follows the day before and names its hash.
 */
@NullMarked
package io.matrixplatform.api.metering.certificates;

import org.jspecify.annotations.NullMarked;
