/**
 * What measures an HTTP server: load that is not what bounds it, processes to compare it with, and cores to hold it to.
 *
 * <p>Owns none of what is measured and compared. Does not own batches of calls through the door (see {@code
 * io.matrixplatform.bench.load}). Invariant: a time is counted from when its request was due, so a server that stalls is
 * charged with all who would have come meanwhile.
 */
@NullMarked
package io.matrixplatform.bench.http;

import org.jspecify.annotations.NullMarked;
