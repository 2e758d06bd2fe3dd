/**
 * The commands of {@code ./matrix}.
 *
 * <p>Owns what is typed and what is printed. Does not own what happens (see {@link io.matrixplatform.local.LocalStack}).
 *
 * <p>Invariant: each command has a help, and an exit code other than 0 when it could not do what it was asked.
 */
@NullMarked
package io.matrixplatform.local.command;

import org.jspecify.annotations.NullMarked;
