/**
 * Where a stack is: its folders, ports, class paths, secrets and the variables that tell others of them.
 *
 * <p>Owns names and places. Does not own processes (see {@code process}) or what the parts are (see {@code server}).
 *
 * <p>Invariant: two stacks with different offsets share no folder and no port.
 */
@NullMarked
package io.matrixplatform.local.layout;

import org.jspecify.annotations.NullMarked;
