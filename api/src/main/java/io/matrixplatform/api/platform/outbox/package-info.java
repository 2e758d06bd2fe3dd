/**
 * The transactional outbox: what the control plane tells Kafka, written beside the change itself.
 *
 * <p>Owns the rows between commit and Kafka's acknowledgement, and their order. Does not own what they say. Invariant: a
 * committed row reaches Kafka, at least once and never after a row of a later transaction that touched the same thing; a row
 * that was rolled back never does.
 */
@NullMarked
package io.matrixplatform.api.platform.outbox;

import org.jspecify.annotations.NullMarked;
