/**
 * What a meter would count, before anybody defines it.
 *
 * <p>Owns the trial count over the recent raw log. Does not own definitions (see {@code catalog.meters}) or the log. Invariant:
 * a trial costs a bounded time and memory, changes nothing, and says which time it speaks of.
 */
@NullMarked
package io.matrixplatform.api.metering.preview;

import org.jspecify.annotations.NullMarked;
