package io.matrixplatform.streams.metering.facts;

/**
 * What is to count instead of a fact's payload.
 *
 * @param payloadHash see {@link PayloadHash}
 */
public record Amendment(long payloadHash, Payload payload) {}
