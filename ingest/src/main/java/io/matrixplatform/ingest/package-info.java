/**
 * The door: the process that takes usage in over HTTP and hands it to Kafka.
 *
 * <p>Owns its configuration and what is started in which order. Does not own any rule (see the areas below). Invariant:
 * it is ready only when keys can be checked and facts can be sent.
 */
@NullMarked
package io.matrixplatform.ingest;

import org.jspecify.annotations.NullMarked;
