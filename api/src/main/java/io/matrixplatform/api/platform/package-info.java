/**
 * Plumbing with no area word: problems, HTTP, JSON, persistence, outbox, projections, idempotency.
 *
 * <p>Owns how things are done once for all areas. Does not own any business word. Invariant: it depends on no area.
 */
@NullMarked
package io.matrixplatform.api.platform;

import org.jspecify.annotations.NullMarked;
