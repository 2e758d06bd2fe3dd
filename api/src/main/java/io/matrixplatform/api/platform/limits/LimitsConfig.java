package io.matrixplatform.api.platform.limits;

import io.matrixplatform.model.access.buckets.Rate;

/**
 * How much each caller may ask. None of it is what a tenant pays for.
 *
 * @param credential of one API key, session or operator token
 * @param address of one client address, for what needs no credential
 * @param wrongCredential how many wrong credentials one client address may try; after that it must wait with any
 * @param maxKeys how many callers are told apart at once, at about 150 bytes each
 */
public record LimitsConfig(Rate credential, Rate address, Rate wrongCredential, int maxKeys) {
    public LimitsConfig {
        if (maxKeys < 1) {
            throw new IllegalArgumentException("maxKeys must be at least 1");
        }
    }
}
