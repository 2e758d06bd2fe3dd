package io.matrixplatform.local.part;

import java.time.Duration;
import java.util.Set;

/**
 * Something that is done again and again while the stack is up, so that a part which runs also works.
 *
 * @param after the parts and preparations that must have been ready before
 * @param every the pause between
 */
public record Care(String name, Set<String> after, Duration every, Part.Task task) {
    public Care {
        after = Set.copyOf(after);
    }
}
