/**
 * How often somebody may do something that is not sold: a rate per key, whatever the key stands for.
 *
 * <p>Owns the arithmetic and its memory. Does not own who is counted, nor what is answered. Does not own limits that are part of
 * a plan (see {@code access.limits}). Invariant: what a key has used is never forgotten before it would have been given back
 * anyway, so a full memory forgives nobody.
 */
@NullMarked
package io.matrixplatform.model.access.buckets;

import org.jspecify.annotations.NullMarked;
