package io.matrixplatform.replay.certificates;

import com.fasterxml.jackson.databind.JsonNode;
import io.matrixplatform.model.metering.proof.Leaf;
import io.matrixplatform.replay.platform.Narrator;
import io.matrixplatform.replay.platform.ReplayException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** Verifies certificates: their chain, their digests of the books and of the raw log, and every figure that can be counted. */
public final class Verification {
    private final Places places;
    private final Narrator narrator;

    /**
     * What was found.
     *
     * @param tenants with the hash of the newest day of each; empty where there are only interim ones
     * @param unread certificates whose part of the raw log is no longer kept
     */
    public record Result(
            int certificates, Map<String, Optional<String>> tenants, List<String> unread, List<Finding> findings) {
        public Result {
            tenants = new TreeMap<>(tenants);
            unread = List.copyOf(unread);
            findings = List.copyOf(findings);
        }
    }

    public Verification(Places places, Narrator narrator) {
        this.places = places;
        this.narrator = narrator;
    }

    /**
     * @param tenant whose; all there are if it is empty
     * @param certificate only that one, and the chain it is in; all if it is empty
     * @throws ReplayException if it could not be brought to its end
     */
    public Result verify(Optional<String> tenant, Optional<String> certificate) {
        try (Store store = Store.open(places);
                LogScan log = new LogScan(places)) {
            Map<String, List<Stored>> byTenant = store.certificates().stream()
                    .filter(one -> tenant.isEmpty() || one.tenant().equals(tenant.get()))
                    .collect(Collectors.groupingBy(Stored::tenant, TreeMap::new, Collectors.toList()));
            Map<String, Optional<String>> heads = new HashMap<>();
            List<Finding> findings = new ArrayList<>();
            List<String> unread = new ArrayList<>();
            int verified = 0;
            for (Map.Entry<String, List<Stored>> each : byTenant.entrySet()) {
                List<Stored> wanted = each.getValue().stream()
                        .filter(one -> certificate.isEmpty() || one.id().equals(certificate.get()))
                        .toList();
                if (wanted.isEmpty()) {
                    continue;
                }
                heads.put(each.getKey(), head(each.getValue()));
                findings.addAll(ChainCheck.of(each.getValue()));
                for (Stored one : wanted) {
                    narrator.update(() -> one.id() + ": verifying " + one.from() + " to " + one.to());
                    findings.addAll(verify(store, log, one, each.getValue(), unread));
                    verified++;
                }
            }
            return new Result(verified, heads, unread, findings);
        }
    }

    private static Optional<String> head(List<Stored> certificates) {
        return certificates.stream()
                .filter(Stored::isDay)
                .reduce((before, after) -> after)
                .map(Stored::hash);
    }

    private List<Finding> verify(
            Store store, LogScan log, Stored certificate, List<Stored> others, List<String> unread) {
        List<Finding> findings = new ArrayList<>();
        List<String> lines = store.leaves(certificate);
        JsonNode document = certificate.document();
        String digest = Stored.sha256(lines.stream().map(line -> line + '\n').collect(Collectors.joining()));
        if (!digest.equals(document.path("leaves_digest").asText())) {
            findings.add(Finding.of(certificate, "leaves", "the lines are not those that leaves_digest is of"));
        }
        try {
            List<Leaf> leaves = lines.stream().map(Leaf::parse).toList();
            Set<Instant> leftOut = new HashSet<>();
            document.path("open_slices").forEach(slice -> leftOut.add(Instant.parse(slice.asText())));
            findings.addAll(
                    verify(store, log, certificate, leaves, leftOut, isSuperseded(certificate, others), unread));
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            findings.add(Finding.of(certificate, "document", "cannot be read: " + unreadable.getMessage()));
        }
        return findings;
    }

    private List<Finding> verify(
            Store store,
            LogScan log,
            Stored certificate,
            List<Leaf> leaves,
            Set<Instant> leftOut,
            boolean isSuperseded,
            List<String> unread) {
        Map<String, Meter> meters = new HashMap<>();
        store.meters(certificate.tenant()).forEach(meter -> meters.put(meter.key(), meter));
        List<Meter> certified = new ArrayList<>();
        certificate.document().path("meters").forEach(line -> {
            Meter meter = meters.get(line.path("meter").asText());
            if (meter != null) {
                certified.add(meter);
            }
        });
        FieldCheck fields = new FieldCheck(certificate);
        CertifiedWindow window = CertifiedWindow.of(certificate);
        Recount recount = new Recount(window, certified, store.rules(), leftOut);
        List<Leaf> ofLog =
                leaves.stream().filter(leaf -> leaf.book().equals("log")).toList();
        RawCheck raw = new RawCheck(log, certificate, ofLog, recount, narrator);
        List<Finding> findings = new ArrayList<>();
        boolean isKept = raw.isKept();
        if (isKept) {
            findings.addAll(raw.findings(!certificate.isDay() && !isSuperseded));
            fields.fates(recount);
        } else {
            unread.add(certificate.id());
        }
        Set<Instant> changed = new HashSet<>(leftOut);
        changed.addAll(certificate.isDay() ? Set.of() : recount.touchedSince());
        boolean isBooked = certificate.isDay() || (isKept && !isSuperseded);
        BookCheck books = new BookCheck(store, certificate, leaves, changed);
        if (isBooked) {
            findings.addAll(books.findings(certified));
        }
        boolean sumsHold = changed.equals(leftOut);
        for (JsonNode line : certificate.document().path("meters")) {
            Meter meter = meters.get(line.path("meter").asText());
            if (meter == null) {
                findings.add(
                        Finding.of(certificate, "meters." + line.path("meter").asText(), "there is no such meter"));
                continue;
            }
            if (isKept) {
                fields.amount(line, "raw_in_time", meter, recount.inTime(meter.key()), "the raw log");
                fields.amount(line, "raw_late", meter, recount.late(meter.key()), "the raw log");
            }
            if (isBooked && sumsHold) {
                fields.amount(line, "ledger", meter, books.sum("ledger", meter.key()), "the ledger");
                fields.amount(line, "late", meter, books.sum("late", meter.key()), "the late lane");
            }
        }
        if (isKept) {
            for (JsonNode span : certificate.document().path("log")) {
                TopicPartition partition = new TopicPartition(
                        span.path("topic").asText(), span.path("partition").asInt());
                String found = Long.toString(raw.records(partition));
                fields.compare("log." + partition + ".records", span.path("records"), found, "the raw log");
            }
        }
        findings.addAll(fields.findings());
        return findings;
    }

    /** Whether the day's own certificate has said the last word. */
    private static boolean isSuperseded(Stored certificate, List<Stored> others) {
        return !certificate.isDay()
                && others.stream()
                        .anyMatch(other -> other.isDay() && other.from().equals(certificate.from()));
    }
}
