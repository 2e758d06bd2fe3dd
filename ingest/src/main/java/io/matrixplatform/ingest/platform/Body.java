package io.matrixplatform.ingest.platform;

/**
 * The bytes of a request, without a copy: the first {@code length} of {@code bytes}.
 *
 * @param bytes not to be changed by anyone
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; a hot path that must not copy
public record Body(byte[] bytes, int length) {}
