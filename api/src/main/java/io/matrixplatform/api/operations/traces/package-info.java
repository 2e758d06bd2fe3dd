/**
 * Traces of calls, from the log to the ledger.
 *
 * <p>Owns the spans of what happens to a traced fact behind the log: {@code meter}, until a complete checkpoint of the metering job
 * has the fact, and {@code ledger}, until its conclusions are in PostgreSQL. They are made here, by looking at how far job and
 * projection are: the job's own path of facts knows nothing of traces. Does not own the spans before (the edge's).
 *
 * <p>Invariant: nothing depends on it. A trace that is lost, for example because api was restarted, ends early.
 */
@NullMarked
package io.matrixplatform.api.operations.traces;

import org.jspecify.annotations.NullMarked;
