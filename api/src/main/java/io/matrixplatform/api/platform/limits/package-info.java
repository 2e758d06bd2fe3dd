/**
 * How often one caller may ask: a rate per credential, per address without one, and of wrong credentials per address.
 *
 * <p>Owns the buckets, the filter and the headers that tell what is left. Does not own quotas that are sold, which are the
 * edge's, nor limits on sign-in. Invariant: what a caller has used is never forgotten before it would have been given back
 * anyway, so a full memory forgives nobody.
 */
@NullMarked
package io.matrixplatform.api.platform.limits;

import org.jspecify.annotations.NullMarked;
