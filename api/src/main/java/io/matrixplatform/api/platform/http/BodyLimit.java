package io.matrixplatform.api.platform.http;

import static io.matrixplatform.api.platform.problems.ProblemType.MALFORMED_REQUEST;
import static io.matrixplatform.api.platform.problems.ProblemType.PAYLOAD_TOO_LARGE;
import static io.matrixplatform.api.platform.problems.ProblemType.UNSUPPORTED_MEDIA_TYPE;

import io.matrixplatform.api.platform.problems.ProblemException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.ZipException;

/**
 * Refuses bodies above a limit before anything reads them, whether or not they state their length. The server has inflated
 * gzip by then, as far as it was read; any other content encoding is refused.
 */
public final class BodyLimit implements ContainerRequestFilter {
    private final int maxBytes;

    public BodyLimit(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        if (request.getLength() > maxBytes) {
            throw tooLarge();
        }
        String encoding = request.getHeaderString(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new ProblemException(UNSUPPORTED_MEDIA_TYPE, "the only content encoding understood is gzip");
        }
        byte[] body = read(request);
        if (body.length > maxBytes) {
            throw tooLarge();
        }
        if (body.length > 0) {
            request.setEntityStream(new ByteArrayInputStream(body));
        }
    }

    private byte[] read(ContainerRequestContext request) throws IOException {
        try {
            return request.hasEntity() ? request.getEntityStream().readNBytes(maxBytes + 1) : new byte[0];
        } catch (IOException | RuntimeException broken) {
            for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
                if (cause instanceof ZipException) {
                    throw new ProblemException(MALFORMED_REQUEST, "the body is not valid gzip", broken);
                }
            }
            throw broken;
        }
    }

    private ProblemException tooLarge() {
        return new ProblemException(PAYLOAD_TOO_LARGE, "a request body has at most " + maxBytes + " bytes");
    }
}
