package io.matrixplatform.replay.runs;

import java.util.List;

/** What a demo founded on a stack, for the demos that follow. */
public record Demo(List<DemoTenant> tenants) {
    public Demo {
        tenants = List.copyOf(tenants);
    }
}
