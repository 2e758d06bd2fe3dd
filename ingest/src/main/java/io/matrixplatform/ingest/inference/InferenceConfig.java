package io.matrixplatform.ingest.inference;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.model.inference.BaseUrl.Reach;
import java.time.Duration;

/**
 * @param edge names this edge in the source of its facts
 * @param bodyMaxBytes of a request, packed and inflated alike
 * @param bodyTimeout in which the request must have arrived
 * @param inFlightMaxBytes of all requests and buffered answers under way; more is refused with 503
 * @param callMax after which a call is ended however well it goes
 * @param connectionsMax to one upstream and event loop
 * @param journalBytes of the file in which facts wait for the log while answers end; 0 to let answers wait for the log
 * @param spoolMaxBytes on the disk, of facts that the log has not taken; no call is let in when nine tenths are used
 * @param secretsDir folder of the files that credentials name; blank for none
 * @param privateUpstreams whether routes may lead into a private network, and without TLS
 */
public record InferenceConfig(
        String edge,
        int bodyMaxBytes,
        Duration bodyTimeout,
        int inFlightMaxBytes,
        Duration callMax,
        int connectionsMax,
        int journalBytes,
        int spoolMaxBytes,
        String secretsDir,
        boolean privateUpstreams) {
    private static final int JOURNAL_MIN_BYTES = 64 * 1024;

    public InferenceConfig {
        requireNonNull(edge, "edge");
        requireNonNull(bodyTimeout, "bodyTimeout");
        requireNonNull(callMax, "callMax");
        requireNonNull(secretsDir, "secretsDir");
        if (!edge.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new IllegalArgumentException("edge must be a name of up to 64 letters, digits, dots and dashes");
        }
        if (bodyMaxBytes < 1 || connectionsMax < 1 || spoolMaxBytes < 1) {
            throw new IllegalArgumentException("bodyMaxBytes, connectionsMax and spoolMaxBytes must be at least 1");
        }
        if (journalBytes != 0 && journalBytes < JOURNAL_MIN_BYTES) {
            throw new IllegalArgumentException("inference.journalBytes (" + journalBytes + ") must be at least "
                    + JOURNAL_MIN_BYTES + ", or 0 to let answers wait for the log");
        }
        if (journalBytes > spoolMaxBytes / 10) {
            throw new IllegalArgumentException("inference.journalBytes (" + journalBytes
                    + ") must be at most a tenth of spoolMaxBytes (" + spoolMaxBytes
                    + "), or the spool may have no room for what calls have left there");
        }
        if (inFlightMaxBytes < 2 * (long) bodyMaxBytes) {
            throw new IllegalArgumentException("inference.inFlightMaxBytes (" + inFlightMaxBytes
                    + ") must be twice bodyMaxBytes (" + bodyMaxBytes + "), or such a body never gets in");
        }
        if (callMax.isNegative() || callMax.isZero()) {
            throw new IllegalArgumentException("callMax must be positive, not " + callMax);
        }
    }

    public Reach reach() {
        return privateUpstreams ? Reach.PRIVATE : Reach.PUBLIC;
    }

    /** Of the facts that this edge makes of calls. */
    public String source() {
        return "/inference/" + edge;
    }
}
