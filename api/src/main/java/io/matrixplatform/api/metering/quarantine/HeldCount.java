package io.matrixplatform.api.metering.quarantine;

/** How many calls were held for one reason, by what became of them. */
public record HeldCount(String reason, HeldCall.State state, long count) {}
