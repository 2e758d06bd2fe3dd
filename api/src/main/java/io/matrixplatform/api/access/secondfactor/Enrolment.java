package io.matrixplatform.api.access.secondfactor;

/**
 * What an authenticator app needs; shown once.
 *
 * @param secret in base 32, to be typed
 * @param otpauthUri the same to be scanned
 */
public record Enrolment(String secret, String otpauthUri) {
    @Override
    public String toString() {
        return "Enrolment";
    }
}
