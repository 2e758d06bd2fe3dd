/**
 * {@code Idempotency-Key}: a POST that is sent again answers what it answered, and does nothing twice.
 *
 * <p>Owns the stored answers and their sealing. Does not own what a POST does. Invariant: the answer is stored in the
 * transaction of the change it reports. Only successes are stored: a refused request changed nothing and may be corrected
 * and sent again with the same key.
 *
 * <p>Answers are stored for at least 24 hours, encrypted with a key that is derived from the credential of the caller, which
 * is stored nowhere. So the one answer that shows a secret, that of creating an API key, can be replayed to whoever created
 * it and to nobody who reads the database.
 */
@NullMarked
package io.matrixplatform.api.platform.idempotency;

import org.jspecify.annotations.NullMarked;
