/**
 * Limits of inference that plans, subscriptions and keys set, as the edges keep them.
 *
 * <p>Owns their numbers, and tells the edges of each change by {@code access.limit-state.v1}. Does not own who may set which
 * (see the routes of plans, subscriptions and keys), what was used of them (the edges do), nor the limits of this API itself
 * (see {@code platform.limits}). Invariant: a plan that was ever told has at least one limit, and a key's own stand beside
 * those of its subscription, so they can only narrow.
 */
@NullMarked
package io.matrixplatform.api.access.limits;

import org.jspecify.annotations.NullMarked;
