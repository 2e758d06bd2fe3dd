package io.matrixplatform.replay.certificates;

import com.fasterxml.jackson.databind.JsonNode;
import io.matrixplatform.model.metering.proof.Leaf;
import io.matrixplatform.replay.platform.Narrator;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** Holds one certificate against the stores: its digests of log and books, and every figure. Used once. */
final class CertificateCheck {
    private final Store store;
    private final LogScan log;
    private final Stored certificate;
    private final boolean isSuperseded;
    private final Narrator narrator;
    private final JsonNode document;
    private final FieldCheck fields;
    private final List<Finding> findings = new ArrayList<>();
    private boolean isLogKept = true;

    /** @param isSuperseded whether it is an interim one of a day whose own certificate has said the last word */
    CertificateCheck(Store store, LogScan log, Stored certificate, boolean isSuperseded, Narrator narrator) {
        this.store = store;
        this.log = log;
        this.certificate = certificate;
        this.isSuperseded = isSuperseded;
        this.narrator = narrator;
        this.document = certificate.document();
        this.fields = new FieldCheck(certificate);
    }

    List<Finding> findings() {
        List<String> lines = store.leaves(certificate);
        String text = lines.stream().map(line -> line + '\n').collect(Collectors.joining());
        if (!Stored.sha256(text).equals(document.path("leaves_digest").asText())) {
            findings.add(Finding.of(certificate, "leaves", "the lines are not those that leaves_digest is of"));
        }
        try {
            check(lines.stream().map(Leaf::parse).toList());
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            findings.add(Finding.of(certificate, "document", "cannot be read: " + unreadable.getMessage()));
        }
        findings.addAll(fields.findings());
        return findings;
    }

    /** Whether the raw log still had all that the certificate was made of. */
    boolean isLogKept() {
        return isLogKept;
    }

    private void check(List<Leaf> leaves) {
        Map<String, Meter> meters = certifiedMeters();
        Set<Instant> leftOut = new HashSet<>();
        document.path("open_slices").forEach(slice -> leftOut.add(Instant.parse(slice.asText())));
        Recount recount =
                new Recount(CertifiedWindow.of(certificate), List.copyOf(meters.values()), store.rules(), leftOut);
        checkLog(leaves, meters.values(), recount);
        if (certificate.isDay()) {
            checkBooks(leaves, meters.values(), leftOut, true);
        } else if (isLogKept && !isSuperseded) {
            Set<Instant> changed = new HashSet<>(leftOut);
            changed.addAll(recount.touchedSince());
            checkBooks(leaves, meters.values(), changed, changed.equals(leftOut));
        }
    }

    /** As they are defined, by key. */
    private Map<String, Meter> certifiedMeters() {
        Map<String, Meter> defined =
                store.meters(certificate.tenant()).stream().collect(Collectors.toMap(Meter::key, meter -> meter));
        Map<String, Meter> certified = new TreeMap<>();
        for (JsonNode line : document.path("meters")) {
            String key = line.path("meter").asText();
            Meter meter = defined.get(key);
            if (meter == null) {
                findings.add(Finding.of(certificate, "meters." + key, "there is no such meter"));
            } else {
                certified.put(key, meter);
            }
        }
        return certified;
    }

    private void checkLog(List<Leaf> leaves, Collection<Meter> meters, Recount recount) {
        List<Leaf> ofLog =
                leaves.stream().filter(leaf -> leaf.book().equals("log")).toList();
        RawCheck raw = new RawCheck(log, certificate, ofLog, recount, narrator);
        isLogKept = raw.isKept();
        if (!isLogKept) {
            return;
        }
        findings.addAll(raw.findings(!certificate.isDay() && !isSuperseded));
        fields.fates(recount);
        for (Meter meter : meters) {
            fields.amount(line(meter), "raw_in_time", meter, recount.inTime(meter.key()), "the raw log");
            fields.amount(line(meter), "raw_late", meter, recount.late(meter.key()), "the raw log");
        }
        for (JsonNode span : document.path("log")) {
            TopicPartition partition = new TopicPartition(
                    span.path("topic").asText(), span.path("partition").asInt());
            String found = Long.toString(raw.records(partition));
            fields.compare("log." + partition + ".records", span.path("records"), found, "the raw log");
        }
    }

    /**
     * @param without slices that the certificate leaves out, or that more was recorded of since
     * @param hasAll whether these are the former only, so that sums can be compared
     */
    private void checkBooks(List<Leaf> leaves, Collection<Meter> meters, Set<Instant> without, boolean hasAll) {
        BookCheck books = new BookCheck(store, certificate, leaves, without);
        findings.addAll(books.findings(List.copyOf(meters)));
        if (!hasAll) {
            return;
        }
        for (Meter meter : meters) {
            fields.amount(line(meter), "ledger", meter, books.sum("ledger", meter.key()), "the ledger");
            fields.amount(line(meter), "late", meter, books.sum("late", meter.key()), "the late lane");
        }
    }

    private JsonNode line(Meter meter) {
        for (JsonNode line : document.path("meters")) {
            if (line.path("meter").asText().equals(meter.key())) {
                return line;
            }
        }
        throw new IllegalArgumentException("no line of " + meter.key());
    }
}
