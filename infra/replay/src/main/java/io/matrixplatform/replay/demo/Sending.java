package io.matrixplatform.replay.demo;

import java.time.Duration;

/**
 * One sending of one event.
 *
 * @param due when, counted from the start of the demo
 * @param tenant index of the tenant
 * @param key index of the key among the tenant's
 * @param kind why it is sent
 */
record Sending(Duration due, int tenant, int key, SampleEvent event, Kind kind) {
    enum Kind {
        /** As it happened. */
        PROMPT,
        /** Held back for some seconds, so that it overtakes nothing and is overtaken. */
        DISORDERED,
        /** Of an hour that is closed. */
        LATE,
        /** Once more, as a client does that got no answer. */
        REPEAT,
        /** Once more with other content, as a client does that has a fault. */
        CONFLICT,
        /** To be rejected. */
        BAD
    }
}
