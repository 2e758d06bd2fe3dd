/**
 * The overview: totals and their course, latency, who and what is on top, beside the period before; and how calls ended.
 *
 * <p>Owns how the parts are asked and put together, and the SQL about calls as received. Does not own sums of usage. Invariant:
 * calls and tokens are of distinct facts; errors, latency and keys are of calls as received, repeats included, and the answer
 * says so.
 */
@NullMarked
package io.matrixplatform.api.analytics.overview;

import org.jspecify.annotations.NullMarked;
