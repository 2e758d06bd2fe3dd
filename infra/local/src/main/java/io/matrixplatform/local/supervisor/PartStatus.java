package io.matrixplatform.local.supervisor;

/**
 * How one part is doing, as the supervisor knows it.
 *
 * @param startedMs epoch milliseconds of the newest start; 0 before the first
 * @param readyMs epoch milliseconds at which it became ready; 0 while it is not
 * @param restarts how often it was started again after it had died
 * @param note what it is waiting for, or why it died; empty when there is nothing to say
 */
public record PartStatus(String name, State state, long startedMs, long readyMs, int restarts, String note) {
    /** The life of a part. */
    public enum State {
        /** Not started: something it needs is not ready. */
        WAITING,
        /** Started, not ready. */
        STARTING,
        READY,
        /** It died and will be started again. */
        RESTARTING,
        /** It does not come up: given up. */
        FAILED,
        STOPPED
    }

    static PartStatus waiting(String name) {
        return new PartStatus(name, State.WAITING, 0, 0, 0, "");
    }

    PartStatus starting(long nowMs) {
        return new PartStatus(name, State.STARTING, nowMs, 0, startedMs == 0 ? 0 : restarts + 1, "");
    }

    PartStatus held(String obstacle) {
        return new PartStatus(name, state, startedMs, readyMs, restarts, obstacle);
    }

    PartStatus ready(long nowMs) {
        return new PartStatus(name, State.READY, startedMs, nowMs, restarts, "");
    }

    PartStatus restarting(String reason) {
        return new PartStatus(name, State.RESTARTING, startedMs, 0, restarts, reason);
    }

    PartStatus failed(String reason) {
        return new PartStatus(name, State.FAILED, startedMs, 0, restarts, reason);
    }

    PartStatus stopped() {
        return new PartStatus(name, State.STOPPED, startedMs, 0, restarts, "");
    }
}
