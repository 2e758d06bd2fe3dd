/**
 * Tracing with OpenTelemetry, for every process that makes spans.
 *
 * <p>Owns where spans go, which traces are kept, and how a trace crosses from one process to another. Does not own the spans: they are
 * made where the work is done.
 *
 * <p>Invariant: nothing here blocks or fails the work that is traced. What a collector does not take in time is dropped.
 */
@NullMarked
package io.matrixplatform.tracing;

import org.jspecify.annotations.NullMarked;
