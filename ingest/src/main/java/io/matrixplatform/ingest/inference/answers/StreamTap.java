package io.matrixplatform.ingest.inference.answers;

import io.matrixplatform.model.inference.ApiDialect;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Lets a stream of server-sent events pass, event by event, and learns from it. An event that only tells the usage is kept
 * back from a caller who has not asked for it; so is what comes after the end. Belongs to one call.
 */
public final class StreamTap {
    /** An event that is longer goes on as it comes. */
    static final int HELD_MAX_BYTES = 64 * 1024;

    private static final byte[] DATA = "data:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);

    private final boolean tellsUsage;
    private final AnswerShape shape;
    private final AnswerScan scan;
    private final UsageTally tally = new UsageTally();
    private final byte[] dataBegin = new byte[DONE.length];

    /** Of the event under way, as far as it has not gone on. */
    private Buffer held = Buffer.buffer();

    private boolean isPassing;
    private int lineLength;
    private boolean isDataLine;
    private boolean afterReturn;
    private int dataLength;

    private boolean isDone;
    private boolean hasError;
    private long textBytes;

    /** @param tellsUsage whether the caller gets the event that only tells the usage */
    public StreamTap(ApiDialect dialect, boolean tellsUsage) {
        this.tellsUsage = tellsUsage;
        this.shape = AnswerShape.of(dialect);
        this.scan = new AnswerScan(dialect);
    }

    /** Takes what came, and answers what of it, and of what came before, goes on. */
    public Buffer take(Buffer chunk) {
        Buffer out = Buffer.buffer(chunk.length() + held.length());
        byte[] bytes = chunk.getBytes();
        int from = 0;
        for (int i = 0; i < bytes.length && !isDone; i++) {
            if (endsEvent(bytes[i])) {
                held.appendBytes(bytes, from, i + 1 - from);
                from = i + 1;
                endEvent(out);
            }
        }
        if (!isDone) {
            held.appendBytes(bytes, from, bytes.length - from);
            isPassing |= held.length() > HELD_MAX_BYTES;
            if (isPassing) {
                release(out);
            }
        }
        return out;
    }

    /** Takes the end of what comes, and answers what is left to go on. */
    public Buffer end() {
        Buffer out = Buffer.buffer();
        if (!isDone) {
            endEvent(out);
        }
        return out;
    }

    /** Whether the stream has said that it is over. */
    public boolean isDone() {
        return isDone;
    }

    /** Whether a stream that has come to its end should have said more before. */
    public boolean endsEarly() {
        return shape.saysItsEnd() && !isDone && !hasError;
    }

    /** Whether the stream has told of an error. */
    public boolean hasError() {
        return hasError;
    }

    /** Bytes of what the model wrote so far, in UTF-8. */
    public long textBytes() {
        return textBytes + scan.textBytes();
    }

    /** What was told and can be believed, once all was told; the last of each count, since they are cumulative. */
    public Optional<TokenUsage> usage() {
        return tally.whole();
    }

    /** An estimate, but for what was told of the beginning. */
    public TokenUsage fill(TokenUsage estimate) {
        return tally.fill(estimate);
    }

    /** Lines end in LF, CR LF or CR; an empty one ends an event. */
    private boolean endsEvent(byte one) {
        boolean isSecondOfPair = one == '\n' && afterReturn;
        afterReturn = one == '\r';
        if (isSecondOfPair) {
            return false;
        }
        if (one != '\n' && one != '\r') {
            takeInLine(one);
            return false;
        }
        boolean isBlank = lineLength == 0;
        if (isDataLine) {
            takeData((byte) '\n');
        }
        lineLength = 0;
        isDataLine = false;
        return isBlank;
    }

    private void takeInLine(byte one) {
        if (lineLength < DATA.length) {
            boolean matches = one == DATA[lineLength] && (lineLength == 0 || isDataLine);
            isDataLine = matches;
        } else if (isDataLine && !(lineLength == DATA.length && one == ' ')) {
            takeData(one);
        }
        lineLength = Math.min(lineLength + 1, DATA.length + 1);
    }

    private void takeData(byte one) {
        if (dataLength < dataBegin.length) {
            dataBegin[dataLength] = one;
        }
        dataLength = Math.min(dataLength + 1, dataBegin.length + 2);
        scan.take(one);
    }

    private void endEvent(Buffer out) {
        boolean saysDone = dataLength >= DONE.length && dataLength <= DONE.length + 1 && Arrays.equals(dataBegin, DONE);
        scan.tally(tally);
        hasError |= scan.hasError();
        textBytes += scan.textBytes();
        boolean onlyTellsUsage = scan.isAboutNoChoice() && scan.tellsUsage();
        if (onlyTellsUsage && !tellsUsage && !isPassing) {
            held = Buffer.buffer();
        } else {
            release(out);
        }
        isDone = saysDone || scan.saysStop();
        scan.clear();
        isPassing = false;
        dataLength = 0;
    }

    private void release(Buffer out) {
        out.appendBuffer(held);
        held = Buffer.buffer();
    }
}
