package io.matrixplatform.streams.metering.meters;

import static java.util.stream.Collectors.groupingBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Every definition there is, found by tenant and event type. A meter that every tenant has goes before a tenant's own of
 * the same key: it is what the platform bills by.
 */
final class MeterBook {
    private record Name(String tenantId, String meterKey) {}

    private final Map<Name, Meter> definitions = new HashMap<>();
    /** What {@link #groupsFor} answered, by event type and tenant, until a definition changes. */
    private final Map<String, Map<String, List<MeterGroup>>> answers = new HashMap<>();

    /** Takes a definition in, unless a later version of it is known. */
    void define(Meter meter) {
        Name name = new Name(meter.tenantId(), meter.key());
        Meter known = definitions.get(name);
        if (known == null || meter.version() >= known.version()) {
            definitions.put(name, meter);
            answers.clear();
        }
    }

    /** The meters of a tenant over a type of event, whenever in force; in no order. */
    List<MeterGroup> groupsFor(String tenantId, String eventType) {
        return answers.computeIfAbsent(eventType, type -> new HashMap<>())
                .computeIfAbsent(tenantId, tenant -> find(tenant, eventType));
    }

    private List<MeterGroup> find(String tenantId, String eventType) {
        Map<List<String>, List<Meter>> byDimensions = definitions.values().stream()
                .filter(meter -> meter.eventType().equals(eventType) && countsFor(tenantId, meter))
                .collect(groupingBy(Meter::dimensions));
        return byDimensions.entrySet().stream()
                .map(group -> new MeterGroup(tenantId, group.getKey(), group.getValue()))
                .toList();
    }

    private boolean countsFor(String tenantId, Meter meter) {
        if (meter.tenantId().equals(Meter.EVERY_TENANT)) {
            return true;
        }
        return meter.tenantId().equals(tenantId) && !definitions.containsKey(new Name(Meter.EVERY_TENANT, meter.key()));
    }
}
