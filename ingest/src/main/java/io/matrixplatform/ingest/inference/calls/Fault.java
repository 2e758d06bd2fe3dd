package io.matrixplatform.ingest.inference.calls;

import io.matrixplatform.ingest.platform.ProblemType;

/** How an attempt to have a call answered fails. */
enum Fault {
    /** No connection could be made, or there is no credential for it: nothing was sent. */
    UNREACHED(ProblemType.UPSTREAM_FAILED, false),
    /** It said that it takes no more calls. */
    BUSY(ProblemType.UPSTREAM_BUSY, false),
    /** It did not answer in time; it may still be at it. */
    LATE(ProblemType.UPSTREAM_TIMEOUT, true),
    /** It broke off, or answered what is no answer. */
    BROKEN(ProblemType.UPSTREAM_FAILED, true);

    private final ProblemType problem;
    private final boolean mayHaveBeenProcessed;

    Fault(ProblemType problem, boolean mayHaveBeenProcessed) {
        this.problem = problem;
        this.mayHaveBeenProcessed = mayHaveBeenProcessed;
    }

    ProblemType problem() {
        return problem;
    }

    boolean mayHaveBeenProcessed() {
        return mayHaveBeenProcessed;
    }
}
