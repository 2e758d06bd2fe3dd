package io.matrixplatform.replay.certificates;

/**
 * Something that is not as it was certified.
 *
 * @param where the record, the row, or the certificate and its field
 */
public record Finding(String where, String what) {
    static Finding of(Stored certificate, String field, String what) {
        return new Finding("certificate " + certificate.id() + ", " + field, what);
    }

    @Override
    public String toString() {
        return where + ": " + what;
    }
}
