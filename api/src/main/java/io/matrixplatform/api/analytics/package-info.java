/**
 * How the platform is used and how well it answers, at a glance.
 *
 * <p>Owns the questions that join usage with what was received: errors, latency, who is on top. Does not own usage (see
 * {@code metering}); nothing is billed by what is answered here. Invariant: an answer says for each figure which store it is
 * from; a percentile is of the calls, never of other percentiles.
 */
@NullMarked
package io.matrixplatform.api.analytics;

import org.jspecify.annotations.NullMarked;
