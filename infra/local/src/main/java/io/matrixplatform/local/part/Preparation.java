package io.matrixplatform.local.part;

import java.util.Set;

/**
 * Something that has to be done once at each start of the stack, for example the creation of topics. Doing it again changes
 * nothing.
 *
 * @param after the parts and preparations that must have been ready before
 */
public record Preparation(String name, Set<String> after, Part.Task task) {
    public Preparation {
        after = Set.copyOf(after);
    }
}
