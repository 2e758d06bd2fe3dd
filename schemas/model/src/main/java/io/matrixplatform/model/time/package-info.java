/**
 * Half-open windows of the time line.
 *
 * <p>Owns windows and their cutting. Does not own billing periods, which need a time zone.
 */
@NullMarked
package io.matrixplatform.model.time;

import org.jspecify.annotations.NullMarked;
