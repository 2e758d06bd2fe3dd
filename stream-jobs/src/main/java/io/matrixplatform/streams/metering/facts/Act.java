package io.matrixplatform.streams.metering.facts;

/** What a record wants of what stands under its identity. */
public enum Act {
    /** To be counted: it is a fact. */
    USE(0),
    /** To take the fact back that has its payload. */
    CANCEL(1),
    /** To take that fact back and to count another payload instead. */
    AMEND(2),
    /** To count what is held in quarantine with its payload. */
    RELEASE(3),
    /** Never to count that. */
    REJECT(4);

    private static final Act[] ALL = values();

    private final int number;

    Act(int number) {
        this.number = number;
    }

    /** Stands in state, so it is given out once and for all; counted from 0. */
    int number() {
        return number;
    }

    static Act numbered(int number) {
        return ALL[number];
    }
}
