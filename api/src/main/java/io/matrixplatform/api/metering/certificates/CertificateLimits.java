package io.matrixplatform.api.metering.certificates;

/**
 * What drawing up certificates may hold in memory. More than that is no reason to refuse: the log is read once more for the other
 * half of the identities.
 *
 * @param identitiesHeld of all tenants, some 200 bytes each
 */
public record CertificateLimits(int identitiesHeld) {
    public CertificateLimits {
        if (identitiesHeld < 1) {
            throw new IllegalArgumentException("at least one identity must be held");
        }
    }
}
