package io.matrixplatform.ingest.platform;

import static io.matrixplatform.ingest.platform.ProblemType.BODY_TOO_SLOW;
import static io.matrixplatform.ingest.platform.ProblemType.REQUEST_TOO_LARGE;
import static io.matrixplatform.ingest.platform.ProblemType.UNSUPPORTED_MEDIA_TYPE;

import io.matrixplatform.ingest.platform.Timeouts.Timeout;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads one body within bounds: of size before and while it arrives, of time, and of the shared memory budget. Belongs to
 * one request and one event loop.
 */
public final class BodyReader {
    private static final int FIRST_BYTES = 16 * 1024;
    private static final byte[] NOTHING = new byte[0];

    private final HttpServerRequest request;
    private final InFlight.Account account;
    private final int maxBytes;
    private final boolean gzip;
    private final long announced;
    private byte[] bytes = NOTHING;
    private int length;
    private boolean done;

    /** @throws ProblemException if the headers alone tell that the body cannot be taken */
    public BodyReader(HttpServerRequest request, InFlight.Account account, int maxBytes) {
        this.request = request;
        this.account = account;
        this.maxBytes = maxBytes;
        this.gzip = isGzip(request.getHeader(HttpHeaders.CONTENT_ENCODING));
        this.announced = announcedBytes(request.getHeader(HttpHeaders.CONTENT_LENGTH));
        if (announced > maxBytes) {
            throw tooLarge();
        }
    }

    /**
     * @param taken gets the inflated body
     * @param failed gets the problem, or something unexpected; exactly one of the two is called, unless the client leaves
     * @param left is called when the client leaves before its body was complete
     */
    public void read(
            Timeouts timeouts,
            Duration within,
            Consumer<Body> taken,
            Consumer<RuntimeException> failed,
            Runnable left) {
        Timeout timeout = timeouts.in(
                within,
                () -> fail(failed, new ProblemException(BODY_TOO_SLOW, "the body must arrive within " + within)));
        request.exceptionHandler(failure -> {
            timeout.giveUp();
            if (!done) {
                done = true;
                left.run();
            }
        });
        request.handler(chunk -> {
            if (done) {
                return;
            }
            try {
                append(chunk);
            } catch (RuntimeException refused) {
                timeout.giveUp();
                fail(failed, refused);
            }
        });
        request.endHandler(end -> {
            timeout.giveUp();
            if (!done) {
                done = true;
                complete(taken, failed);
            }
        });
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue();
        }
    }

    private void complete(Consumer<Body> taken, Consumer<RuntimeException> failed) {
        try {
            Body body = new Body(bytes, length);
            bytes = NOTHING; // nobody needs it while the request waits for its answer
            if (gzip) {
                body = Gzip.inflate(body, maxBytes);
                account.hold(body.length());
            }
            taken.accept(body);
        } catch (RuntimeException refused) {
            failed.accept(refused);
        }
    }

    private void fail(Consumer<RuntimeException> failed, RuntimeException problem) {
        if (!done) {
            done = true;
            failed.accept(problem);
        }
    }

    private void append(Buffer chunk) {
        int after = length + chunk.length();
        if (after > maxBytes) {
            throw tooLarge();
        }
        account.hold(chunk.length());
        if (after > bytes.length) {
            int wanted = Math.max(after, Math.max(FIRST_BYTES, bytes.length * 2));
            bytes = Arrays.copyOf(bytes, announced > 0 ? (int) Math.max(after, Math.min(announced, wanted)) : wanted);
        }
        chunk.getBytes(bytes, length);
        length = after;
    }

    private ProblemException tooLarge() {
        return new ProblemException(REQUEST_TOO_LARGE, "the body may have at most " + maxBytes + " bytes");
    }

    private static boolean isGzip(@Nullable String encoding) {
        if (encoding == null || encoding.equalsIgnoreCase("identity")) {
            return false;
        }
        if (encoding.equalsIgnoreCase("gzip")) {
            return true;
        }
        throw new ProblemException(UNSUPPORTED_MEDIA_TYPE, "the only content encoding understood is gzip");
    }

    private static long announcedBytes(@Nullable String contentLength) {
        if (contentLength == null) {
            return -1;
        }
        try {
            return Long.parseLong(contentLength);
        } catch (NumberFormatException tooManyDigits) {
            return Long.MAX_VALUE;
        }
    }
}
