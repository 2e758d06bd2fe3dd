/**
 * What edges tell of themselves: that they live, what is used of limits there, and how the servers are that answer for models.
 *
 * <p>Owns the newest word of each edge about each thing, in memory; whoever starts reads it again. Does not own limits or routes
 * (see {@code access.limits}, {@code inference.routes}), and nothing is decided or billed by what is said here. Invariant: an
 * edge that was not heard of for ten seconds is known nothing of; that is told as not known, and never as nothing.
 */
@NullMarked
package io.matrixplatform.api.operations.edges;

import org.jspecify.annotations.NullMarked;
