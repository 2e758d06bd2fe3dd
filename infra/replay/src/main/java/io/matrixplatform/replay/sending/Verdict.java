package io.matrixplatform.replay.sending;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What became of one request. */
public sealed interface Verdict {
    /**
     * The edge answered event by event.
     *
     * @param retry indexes of events that were not confirmed
     * @param rejected events that can never be taken
     */
    record Taken(Set<Integer> retry, List<Rejection> rejected) implements Verdict {}

    /** An event that can never be taken as it is. */
    record Rejection(int index, String id, String code, String detail) {}

    /**
     * Nothing is known of any event: send all of it again.
     *
     * @param after as the edge asked, zero if it did not
     */
    record Unknown(String why, Duration after) implements Verdict {}

    /** The request as a whole is not acceptable. */
    record Refused(int status, String why) implements Verdict {}
}
