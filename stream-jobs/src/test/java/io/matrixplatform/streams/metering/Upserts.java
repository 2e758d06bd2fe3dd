package io.matrixplatform.streams.metering;

import io.matrixplatform.events.metering.LateUsage;
import io.matrixplatform.events.metering.UsageLedgerEntry;
import io.matrixplatform.events.metering.UsageRollup;
import io.matrixplatform.streams.platform.Outgoing;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;

/** What a reader has that keeps, of each id, the record with the largest order number: Pinot, and the ledger projection. */
final class Upserts {
    private record Latest(String lane, long quantity, long facts, long orderNumber) {}

    private final Map<String, Latest> byId = new HashMap<>();

    private Upserts() {}

    static Upserts of(Collection<Outgoing> published) {
        Upserts upserts = new Upserts();
        published.forEach(record -> upserts.take(record.value()));
        return upserts;
    }

    private void take(SpecificRecord record) {
        if (record instanceof UsageLedgerEntry entry) {
            String lane = "ledger|" + series(entry.getTenantId(), entry.getMeterKey(), entry.getDimensions())
                    + entry.getSliceStart();
            put(
                    entry.getSliceId(),
                    new Latest(lane, entry.getQuantityLong(), entry.getFactCount(), entry.getOrderNumber()));
        } else if (record instanceof LateUsage late) {
            String lane = "late|" + series(late.getTenantId(), late.getMeterKey(), late.getDimensions())
                    + late.getSliceStart() + "|" + late.getRecordedOn() + "|" + late.getCause();
            put(
                    late.getLateUsageId(),
                    new Latest(lane, late.getQuantityLong(), late.getFactCount(), late.getOrderNumber()));
        } else if (record instanceof UsageRollup rollup) {
            String lane = "rollup|" + series(rollup.getTenantId(), rollup.getMeterKey(), rollup.getDimensions())
                    + rollup.getMinuteStart();
            put(
                    rollup.getRollupId(),
                    new Latest(lane, rollup.getQuantityLong(), rollup.getFactCount(), rollup.getOrderNumber()));
        }
    }

    private static String series(String tenant, String meter, String dimensions) {
        String model = dimensions.replaceAll("\\{\"model\":\"(\\w+)\",\"route\":\"/v1/chat\"}", "$1");
        return tenant + "|" + meter + "|" + model + "|";
    }

    private void put(String id, Latest latest) {
        byId.merge(id, latest, (known, now) -> now.orderNumber() > known.orderNumber() ? now : known);
    }

    /** Where it differs from what is expected by lane, series and time: {@code is/should}; empty is right. None is zero. */
    Map<String, String> differencesFrom(Map<String, Long> expected) {
        Map<String, Long> quantities = new HashMap<>();
        byId.values().forEach(latest -> quantities.merge(latest.lane(), latest.quantity(), Long::sum));
        Set<String> lanes = new TreeSet<>(expected.keySet());
        lanes.addAll(quantities.keySet());
        Map<String, String> differences = new TreeMap<>();
        for (String lane : lanes) {
            if (!Objects.equals(quantities.getOrDefault(lane, 0L), expected.getOrDefault(lane, 0L))) {
                differences.put(lane, quantities.get(lane) + "/" + expected.get(lane));
            }
        }
        return differences;
    }

    long sum(String lane) {
        return byId.values().stream()
                .filter(latest -> latest.lane().startsWith(lane))
                .mapToLong(Latest::quantity)
                .sum();
    }

    /** Distinct facts of the meter that counts every one. */
    long facts(String lane) {
        return byId.values().stream()
                .filter(latest ->
                        latest.lane().startsWith(lane) && latest.lane().contains("|api.calls|"))
                .mapToLong(Latest::facts)
                .sum();
    }
}
