/**
 * What a replay sends, and when, decided beforehand.
 *
 * <p>Owns the assignment of tenants, keys and models, the shift in time, and the injected repeats, disorder and lateness.
 * Does not own sending. Invariant: a plan is a pure function of the trace, the options and the seed; injecting repeats and
 * disorder changes no total.
 */
@NullMarked
package io.matrixplatform.replay.plan;

import org.jspecify.annotations.NullMarked;
