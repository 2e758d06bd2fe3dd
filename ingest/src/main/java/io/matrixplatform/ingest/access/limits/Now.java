package io.matrixplatform.ingest.access.limits;

/**
 * One moment on two clocks.
 *
 * @param nanos of a clock that never steps, from an arbitrary start: only differences mean something
 * @param utcMillis since 1970, for the windows of the calendar; never less than it was before
 */
record Now(long nanos, long utcMillis) {}
