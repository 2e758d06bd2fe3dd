package io.matrixplatform.api.metering.live;

import io.matrixplatform.api.metering.live.LiveMinute.Place;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The minutes of the last hour of all tenants, and which of them changed since last asked. Thread-safe. */
final class LiveBoard {
    private final Map<String, Map<Place, LiveMinute>> minutes = new HashMap<>();
    private Map<String, Map<Place, LiveMinute>> changed = new HashMap<>();

    /** @param difference to what the rollup said before */
    synchronized void add(String tenant, Place place, BigDecimal difference, long saidAtMs) {
        LiveMinute now = minutes.computeIfAbsent(tenant, unused -> new LinkedHashMap<>())
                .compute(
                        place,
                        (unused, held) -> held == null
                                ? new LiveMinute(place, difference, saidAtMs)
                                : held.plus(difference, saidAtMs));
        changed.computeIfAbsent(tenant, unused -> new LinkedHashMap<>()).put(place, now);
    }

    /** What changed since the last call, per tenant; of each minute the newest value. */
    synchronized Map<String, Map<Place, LiveMinute>> takeChanged() {
        Map<String, Map<Place, LiveMinute>> taken = changed;
        changed = new HashMap<>();
        return taken;
    }

    synchronized Collection<LiveMinute> of(String tenant) {
        return List.copyOf(minutes.getOrDefault(tenant, Map.of()).values());
    }

    synchronized void forgetBefore(long minuteMs) {
        minutes.values().removeIf(ofTenant -> {
            ofTenant.keySet().removeIf(place -> place.minuteMs() < minuteMs);
            return ofTenant.isEmpty();
        });
    }

    synchronized void clear() {
        minutes.clear();
        changed.clear();
    }
}
