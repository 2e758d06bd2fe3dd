/**
 * Constants and the texts that stand for them in public.
 *
 * <p>Owns how a text is read as one of a few constants. Does not own any constant: those stand with what they are about. Invariant:
 * uses nothing of the model, so every area reads its texts in the same way.
 */
@NullMarked
package io.matrixplatform.model.texts;

import org.jspecify.annotations.NullMarked;
