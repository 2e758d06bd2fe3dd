/**
 * What whoever runs the platform looks after: its parts and their state.
 *
 * <p>Owns the questions to the parts. Does not own the parts, or what they mean for usage. Invariant: a part is up because it
 * has just answered, and for no other reason.
 */
@NullMarked
package io.matrixplatform.api.operations;

import org.jspecify.annotations.NullMarked;
