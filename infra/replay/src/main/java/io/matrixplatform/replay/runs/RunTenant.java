package io.matrixplatform.replay.runs;

import java.util.List;

/** @param id public form */
public record RunTenant(String id, String name, List<RunKey> keys) {
    public RunTenant {
        keys = List.copyOf(keys);
    }
}
