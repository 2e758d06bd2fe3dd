package io.matrixplatform.api.metering.live;

import java.time.Instant;

/** One thing that a viewer is told: the name of the event, and JSON. */
interface Telling {
    String event();

    String toJson();

    /** After the minutes that a viewer is told at first: from now on only what changes. */
    static Telling snapshotEnd(Instant from, Instant to) {
        return new Words("snapshot", "{\"from\":\"" + from + "\",\"to\":\"" + to + "\"}");
    }

    static Telling heartbeat(Instant at) {
        return new Words("heartbeat", "{\"at\":\"" + at + "\"}");
    }

    /** The last thing before the server ends it, with a stable code for the reason. */
    static Telling end(String reason) {
        return new Words("end", "{\"reason\":\"" + reason + "\"}");
    }

    record Words(String event, String toJson) implements Telling {}
}
