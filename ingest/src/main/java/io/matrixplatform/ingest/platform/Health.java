package io.matrixplatform.ingest.platform;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether requests can be answered, and if not, why not. Checks are cheap and never block: event loops ask. */
public final class Health {
    private final Map<String, Supplier<Optional<String>>> checks = new LinkedHashMap<>();

    /** @param notReadyBecause empty while all is well */
    public Health require(String part, Supplier<Optional<String>> notReadyBecause) {
        checks.put(part, notReadyBecause);
        return this;
    }

    /** By part, in the order they were required; empty when ready. */
    public Map<String, String> reasons() {
        Map<String, String> reasons = new LinkedHashMap<>();
        checks.forEach((part, check) -> check.get().ifPresent(reason -> reasons.put(part, reason)));
        return reasons;
    }
}
