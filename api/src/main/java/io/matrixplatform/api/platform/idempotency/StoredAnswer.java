package io.matrixplatform.api.platform.idempotency;

import org.jspecify.annotations.Nullable;

/** @param answer sealed body; null only within the transaction that is making it */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record StoredAnswer(String requestHash, @Nullable String location, byte @Nullable [] answer) {}
