package io.matrixplatform.streams.metering.meters;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Every definition there is, found by tenant and event type. A meter that every tenant has goes before a tenant's own of
 * the same key: it is what the platform bills by.
 */
final class MeterBook {
    private record Name(String tenantId, String meterKey) {}

    private record Group(String tenantId, String eventType) {}

    private final Map<Name, Meter> definitions = new HashMap<>();
    /** What {@link #metersFor} answered, until a definition changes. */
    private final Map<Group, List<Meter>> answers = new HashMap<>();

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
    List<Meter> metersFor(String tenantId, String eventType) {
        return answers.computeIfAbsent(new Group(tenantId, eventType), this::find);
    }

    private List<Meter> find(Group group) {
        List<Meter> found = new ArrayList<>();
        definitions.forEach((name, meter) -> {
            boolean forEveryone = name.tenantId().equals(Meter.EVERY_TENANT);
            boolean own = name.tenantId().equals(group.tenantId())
                    && !definitions.containsKey(new Name(Meter.EVERY_TENANT, name.meterKey()));
            if (meter.eventType().equals(group.eventType()) && (forEveryone || own)) {
                found.add(meter);
            }
        });
        return List.copyOf(found);
    }
}
