/**
 * Plumbing of the replay: its clock of patience, its voice, its failures.
 *
 * <p>Owns what every part needs and none is about. Does not own any part's rules.
 */
@NullMarked
package io.matrixplatform.replay.platform;

import org.jspecify.annotations.NullMarked;
