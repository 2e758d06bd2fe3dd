/**
 * The console: the pages people use, and what they need to know to speak to the rest.
 *
 * <p>Owns the files below {@code /console/} and how they are cached. Does not own any figure it shows: each page asks the
 * routes everybody else can ask. Invariant: a file under {@code /console/assets/VERSION/} never changes.
 */
@NullMarked
package io.matrixplatform.api.console;

import org.jspecify.annotations.NullMarked;
