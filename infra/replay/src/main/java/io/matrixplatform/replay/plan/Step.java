package io.matrixplatform.replay.plan;

import java.time.Duration;

/**
 * One sending of one call.
 *
 * @param after the start of the replay, at the speed of the trace
 * @param repeat whether the call was sent before
 */
public record Step(Duration after, PlannedCall call, boolean repeat) {}
