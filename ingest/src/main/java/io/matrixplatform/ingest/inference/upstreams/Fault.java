package io.matrixplatform.ingest.inference.upstreams;

import io.matrixplatform.ingest.platform.ProblemType;
import java.util.Locale;

/** How an attempt to have a call answered fails. The texts are public: in metrics and in what the edge reports. */
public enum Fault {
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

    public ProblemType problem() {
        return problem;
    }

    public boolean mayHaveBeenProcessed() {
        return mayHaveBeenProcessed;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
