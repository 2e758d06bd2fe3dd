/**
 * What upstreams answer, read while it passes.
 *
 * <p>Owns the finding of usage, errors and text in an answer, the events of a stream and which of them a caller gets. Does not
 * own the meaning of an answer. Invariants: how an answer is cut into pieces makes no difference; memory does not grow with
 * what an upstream sends; a number that no model can have come to is not believed.
 */
@NullMarked
package io.matrixplatform.ingest.inference.answers;

import org.jspecify.annotations.NullMarked;
