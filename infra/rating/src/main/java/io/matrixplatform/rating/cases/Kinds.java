package io.matrixplatform.rating.cases;

import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Every kind of case by its name. */
public final class Kinds {
    private static final Map<String, CaseKind> KINDS = Map.ofEntries(
            Map.entry("attribute", new AttributeCase()),
            Map.entry("periods", new PeriodsCase()),
            Map.entry("prorate", new ProrateCase()));

    private Kinds() {}

    public static Optional<CaseKind> find(String name) {
        return Optional.ofNullable(KINDS.get(name));
    }

    public static SortedSet<String> names() {
        return new TreeSet<>(KINDS.keySet());
    }
}
