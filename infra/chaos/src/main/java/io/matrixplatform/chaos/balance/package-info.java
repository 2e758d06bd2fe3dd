/**
 * What is compared beyond what a replay compares: fates, live usage, and what must not count at all.
 *
 * <p>Owns a reading of the log of its own, and questions to the API. Does not own the stages of the pipeline (see {@code
 * io.matrixplatform.replay.counting}).
 */
@NullMarked
package io.matrixplatform.chaos.balance;

import org.jspecify.annotations.NullMarked;
