package io.matrixplatform.api.access.audit;

/** How long a chain is, and the hash of its last entry. */
public record ChainHead(long length, String hash) {}
