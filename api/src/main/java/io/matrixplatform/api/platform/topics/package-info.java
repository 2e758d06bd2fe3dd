/**
 * Following topics of Kafka on a thread of one's own.
 *
 * <p>Owns the thread, its lives and the pauses between them. Does not own what is read, from where on, or what it changes.
 * Invariant: whatever fails ends a life and not the thread, and the next life begins as the first did.
 */
@NullMarked
package io.matrixplatform.api.platform.topics;

import org.jspecify.annotations.NullMarked;
