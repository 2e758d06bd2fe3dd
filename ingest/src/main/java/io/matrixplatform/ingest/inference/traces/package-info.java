/**
 * The spans of calls: one for the call, and one for each step of it.
 *
 * <p>Owns what stands in them (OpenTelemetry's conventions of HTTP, GenAI and messaging), and the word that lets a trace go on behind the
 * log. Does not own which calls are traced (see {@code io.matrixplatform.tracing}), nor anything that a call does.
 *
 * <p>Invariant: no call waits for its trace, and none fails because of it. Prompts and answers are in no span.
 */
@NullMarked
package io.matrixplatform.ingest.inference.traces;

import org.jspecify.annotations.NullMarked;
