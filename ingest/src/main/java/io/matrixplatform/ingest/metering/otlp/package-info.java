/**
 * Samples of instances as OpenTelemetry tells them: OTLP/HTTP metrics in, {@code metering.runtime-metrics.v1} out.
 *
 * <p>Owns the two encodings, what of OpenTelemetry's conventions is a sample of what, and the answers that OTLP wants. Does not
 * own who may come in and the way into the log (see {@code metering}).
 *
 * <p>Invariants: a data point is a fact whose identity is made of what it measures and when, never of when it was sent, so that
 * what an exporter sends again counts once; one that is no fact is counted as rejected, and the answer names its metric and what
 * to do.
 */
@NullMarked
package io.matrixplatform.ingest.metering.otlp;

import org.jspecify.annotations.NullMarked;
