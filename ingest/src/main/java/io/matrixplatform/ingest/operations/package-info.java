/**
 * What this edge tells of itself, for whoever runs or looks at the platform.
 *
 * <p>Owns what is told, and that it gets there in the end. Does not own what it is about: limits and servers tell that. Nothing
 * is decided by it, and no call waits for it.
 */
@NullMarked
package io.matrixplatform.ingest.operations;

import org.jspecify.annotations.NullMarked;
