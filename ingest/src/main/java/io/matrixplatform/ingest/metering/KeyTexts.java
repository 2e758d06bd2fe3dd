package io.matrixplatform.ingest.metering;

import io.matrixplatform.ingest.access.KnownKey;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What facts say of the key that they were reported with, in UTF-8: made once for all facts of a request.
 *
 * @param subscriptionId null if the key has none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; a hot path that must not copy
record KeyTexts(KnownKey key, byte[] tenantId, byte[] keyId, byte @Nullable [] subscriptionId) {
    static KeyTexts of(KnownKey key) {
        String subscription = key.subscriptionId();
        return new KeyTexts(
                key, utf8(key.tenantId()), utf8(key.keyId()), subscription == null ? null : utf8(subscription));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
