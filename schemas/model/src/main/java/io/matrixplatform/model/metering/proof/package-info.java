/**
 * Digests that show that something is as it was, and where it is not.
 *
 * <p>Owns how entries are digested and how one that differs is found. Does not own what an entry is made of: whoever certifies
 * and whoever verifies each write that out by themselves.
 */
@NullMarked
package io.matrixplatform.model.metering.proof;

import org.jspecify.annotations.NullMarked;
