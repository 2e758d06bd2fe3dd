package io.matrixplatform.replay.counting;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What one place says of a replay, by tenant. */
public record Stage(String name, SortedMap<String, Totals> byTenant) {
    public Stage {
        requireNonNull(name, "name");
        byTenant = Collections.unmodifiableSortedMap(new TreeMap<>((Map<String, Totals>) byTenant));
    }

    public Stage(String name, Map<String, Totals> byTenant) {
        this(name, new TreeMap<>(byTenant));
    }

    public Totals of(String tenant) {
        return byTenant.getOrDefault(tenant, Totals.ZERO);
    }

    public Totals total() {
        return byTenant.values().stream().reduce(Totals.ZERO, Totals::plus);
    }
}
