package io.matrixplatform.ingest.inference.calls;

import io.matrixplatform.ingest.inference.answers.TokenUsage;
import io.matrixplatform.ingest.inference.upstreams.Fault;

/** Lets one answer pass. */
interface Relay {
    void start();

    /** Tokens of what has passed, as the upstream told or as we count. */
    TokenUsage usageSoFar();

    /** Ends the answer before it is whole, and the call with it. */
    void breakOff(Fault fault, String why);
}
