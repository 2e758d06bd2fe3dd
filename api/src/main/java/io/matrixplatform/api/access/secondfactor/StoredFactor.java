package io.matrixplatform.api.access.secondfactor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** @param confirmedAt null until the user has shown a code */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record StoredFactor(byte[] sealedSecret, @Nullable Instant confirmedAt, long lastStep) {}
