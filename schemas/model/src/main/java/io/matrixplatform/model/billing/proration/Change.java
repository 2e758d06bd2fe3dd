package io.matrixplatform.model.billing.proration;

import java.time.Instant;

/** Something that changes within a period. Of several at one instant each takes effect after the one given before it. */
public sealed interface Change {
    Instant at();

    /** Up or down, to another price, another quantity or both: the period goes on. */
    record Switch(Instant at, Item to) implements Change {}

    /** To another item whose period starts here, as from a month to a year. */
    record Restart(Instant at, Item to, Whole period) implements Change {}

    record Cancel(Instant at) implements Change {}

    /** What was cancelled, or what it was switched to since, goes on. */
    record Resume(Instant at) implements Change {}
}
