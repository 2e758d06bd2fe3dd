/**
 * What a key may use of inference: limits of requests, tokens and calls at once, decided on this edge alone.
 *
 * <p>Owns what was used of each limit and the decision. Does not own the limits (the control plane does), nor what is billed:
 * what counts against a limit and what stands on an invoice are different numbers. Never asks anyone while a call waits.
 *
 * <p>Invariants: a call is held to all its limits in one step, and what refuses it takes nothing from any; what was reserved
 * is settled exactly once, however the call ends; limits that are not known are an error and never no limit.
 */
@NullMarked
package io.matrixplatform.ingest.access.limits;

import org.jspecify.annotations.NullMarked;
