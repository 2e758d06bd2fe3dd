/**
 * Typed, time-ordered ids and their public form: a prefix, an underscore and 22 base62 digits that sort like the id.
 *
 * <p>Owns the id types and how they are written. Does not own who hands them out nor ids that clients choose.
 */
@NullMarked
package io.matrixplatform.model.ids;

import org.jspecify.annotations.NullMarked;
