package io.matrixplatform.local.supervisor;

import java.util.HashSet;
import java.util.Set;

/** What has been ready at least once since the supervisor started. Thread-safe. */
final class Milestones {
    private final Set<String> reached = new HashSet<>();

    synchronized void reach(String name) {
        reached.add(name);
        notifyAll();
    }

    /** Waits, interruptibly, until all of {@code names} are reached. */
    synchronized void await(Set<String> names) throws InterruptedException {
        while (!reached.containsAll(names)) {
            wait();
        }
    }
}
