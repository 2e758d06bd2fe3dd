/**
 * How often one caller may ask: a rate per credential, per address without one, and of wrong credentials per address.
 *
 * <p>Owns the filters and the headers that tell what is left. Does not own the buckets (see {@code model.access.buckets}), quotas
 * that are sold, which are the edge's, nor limits on sign-in.
 */
@NullMarked
package io.matrixplatform.api.platform.limits;

import org.jspecify.annotations.NullMarked;
