/**
 * The plumbing of the door: HTTP server and routes, bounded bodies, problems, health, metrics, the memory budget.
 *
 * <p>Owns everything that has no area word. Does not own keys (see {@code access}) or events (see {@code metering}), and
 * depends on neither. Invariant: whatever a client sends, the memory it can make us hold is bounded.
 */
@NullMarked
package io.matrixplatform.ingest.platform;

import org.jspecify.annotations.NullMarked;
