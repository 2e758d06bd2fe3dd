/**
 * Jobs on the Flink cluster: how one is submitted, watched and resumed.
 *
 * <p>Owns submissions and the choice of the checkpoint to resume from. Does not own the cluster's processes (see {@code
 * server}).
 *
 * <p>Invariant: a job resumes from the newest complete checkpoint of its own lineage, or, when there is none, from nothing.
 */
@NullMarked
package io.matrixplatform.local.flink;

import org.jspecify.annotations.NullMarked;
