package io.matrixplatform.api.platform.mail;

import java.time.Instant;
import java.util.UUID;

/** @param attempts that failed so far */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record QueuedMail(UUID id, byte[] sealed, Instant createdAt, int attempts) {}
