/**
 * The parts of the platform, each asked whether it works.
 *
 * <p>Owns how a part is asked and how long it may take. Does not own restarts, which are the supervisor's. Invariant: one part
 * that does not answer delays the whole answer by its patience and no more.
 */
@NullMarked
package io.matrixplatform.api.operations.parts;

import org.jspecify.annotations.NullMarked;
