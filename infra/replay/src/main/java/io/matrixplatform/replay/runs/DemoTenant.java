package io.matrixplatform.replay.runs;

import java.util.List;

/**
 * A tenant of the demo.
 *
 * @param id public form
 * @param keys the busiest first; those that the traffic does not use last
 */
public record DemoTenant(String id, String name, String plan, List<RunKey> keys, List<DemoUser> users) {
    public DemoTenant {
        keys = List.copyOf(keys);
        users = List.copyOf(users);
    }
}
