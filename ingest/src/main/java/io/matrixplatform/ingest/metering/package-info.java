/**
 * The intake of facts: CloudEvents in, {@code metering.api-calls.v1}, {@code metering.usage-events.v1} and {@code
 * metering.runtime-metrics.v1} out.
 *
 * <p>Owns the reading and checking of events, the stamps of the edge and the answer per event, and for every form that facts
 * come in the way into the log. Does not own OpenTelemetry's form of them (see {@code metering.otlp}), nor what counts:
 * repeats and conflicts are judged by the metering job, by order in the log. Invariant: an event is accepted only when
 * Kafka has confirmed it; one that was not confirmed is never called rejected.
 */
@NullMarked
package io.matrixplatform.ingest.metering;

import org.jspecify.annotations.NullMarked;
