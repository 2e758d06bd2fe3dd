/**
 * What whoever runs the platform looks after: its parts and their state, what edges tell of themselves, and the traces of calls.
 *
 * <p>Owns the questions to the parts, and the spans behind the log. Does not own the parts, or what they mean for usage. Invariant: a part is up because it
 * has just answered, and for no other reason.
 */
@NullMarked
package io.matrixplatform.api.operations;

import org.jspecify.annotations.NullMarked;
