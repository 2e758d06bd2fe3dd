package io.matrixplatform.replay.plan;

/** What an event says of its call. */
public enum Saying {
    /** That it was made. */
    CALL,
    /** That it was made, with tokens that no model has. */
    IMPLAUSIBLE_CALL,
    /** That it was made, with other tokens than were said before. */
    CONTRADICTION,
    /** That it was not made. */
    CANCELLATION,
    /** That it was made with other tokens: half as many, and a few more. */
    AMENDMENT
}
