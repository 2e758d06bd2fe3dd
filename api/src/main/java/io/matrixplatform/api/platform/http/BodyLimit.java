package io.matrixplatform.api.platform.http;

import static io.matrixplatform.api.platform.problems.ProblemType.PAYLOAD_TOO_LARGE;

import io.matrixplatform.api.platform.problems.ProblemException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Refuses bodies above a limit before anything reads them, whether or not they state their length. */
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
        if (request.hasEntity()) {
            byte[] body = request.getEntityStream().readNBytes(maxBytes + 1);
            if (body.length > maxBytes) {
                throw tooLarge();
            }
            request.setEntityStream(new ByteArrayInputStream(body));
        }
    }

    private ProblemException tooLarge() {
        return new ProblemException(PAYLOAD_TOO_LARGE, "a request body has at most " + maxBytes + " bytes");
    }
}
