package io.matrixplatform.ingest.platform;

import static io.matrixplatform.ingest.platform.ProblemType.MALFORMED_REQUEST;
import static io.matrixplatform.ingest.platform.ProblemType.REQUEST_TOO_LARGE;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** Inflates a whole body, and stops when it gets larger than it may be: a gzip bomb costs no more than an honest body. */
public final class Gzip {
    private static final int FIRST_GUESS = 4;

    private Gzip() {}

    /**
     * @throws ProblemException {@code REQUEST_TOO_LARGE} if more than {@code maxBytes} come out,
     *     {@code MALFORMED_REQUEST} if it is no gzip
     */
    public static Body inflate(Body packed, int maxBytes) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed.bytes(), 0, packed.length()))) {
            byte[] out = new byte[Math.max(512, Math.min(maxBytes, packed.length() * FIRST_GUESS))];
            int length = 0;
            int read;
            while ((read = in.read(out, length, out.length - length)) >= 0) {
                length += read;
                if (length == out.length) {
                    if (length > maxBytes) {
                        throw tooLarge(maxBytes);
                    }
                    // One byte past the limit tells a body that just fits from one that does not.
                    out = Arrays.copyOf(out, (int) Math.min(length * 2L, maxBytes + 1L));
                }
            }
            if (length > maxBytes) {
                throw tooLarge(maxBytes);
            }
            return new Body(out, length);
        } catch (IOException bad) {
            throw new ProblemException(MALFORMED_REQUEST, "the body is not valid gzip");
        }
    }

    private static ProblemException tooLarge(int maxBytes) {
        return new ProblemException(REQUEST_TOO_LARGE, "the inflated body may have at most " + maxBytes + " bytes");
    }
}
