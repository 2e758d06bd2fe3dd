/**
 * A collector for tests, in the place of a foreign one.
 *
 * <p>Owns how OTLP is taken, over a socket. Does not own what the spans must be: tests say that.
 */
@NullMarked
package io.matrixplatform.tracing.testing;

import org.jspecify.annotations.NullMarked;
