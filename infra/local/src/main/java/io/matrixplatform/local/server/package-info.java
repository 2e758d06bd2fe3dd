/**
 * What stands in a stack: each server with its flags, settings, dependencies and way to stop.
 *
 * <p>Owns command lines and settings. Does not own the life of the processes (see {@code supervisor}).
 *
 * <p>Invariant: everything listens on the loopback address only, and writes below the stack's state folder only.
 */
@NullMarked
package io.matrixplatform.local.server;

import org.jspecify.annotations.NullMarked;
