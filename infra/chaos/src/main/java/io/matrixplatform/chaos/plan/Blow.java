package io.matrixplatform.chaos.plan;

/** What can be done to a part. */
public enum Blow {
    /** SIGKILL. */
    KILL("kill -9"),
    /** SIGKILL a moment after Pinot was told to commit its segments. */
    KILL_AT_COMMIT("kill -9 at a segment commit"),
    /** SIGSTOP, and SIGCONT some time later. */
    FREEZE("stop and continue"),
    /** An orderly end. */
    RESTART("restart");

    private final String words;

    Blow(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
