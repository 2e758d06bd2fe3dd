package io.matrixplatform.replay.certificates;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Whether the certificates of one tenant are what was hashed, and its days follow each other. */
final class ChainCheck {
    private static final String GENESIS = "0".repeat(64);

    private final List<Finding> findings = new ArrayList<>();

    private ChainCheck() {}

    /** @param certificates all of the tenant's */
    static List<Finding> of(List<Stored> certificates) {
        ChainCheck check = new ChainCheck();
        List<Stored> days = certificates.stream()
                .filter(Stored::isDay)
                .sorted(Comparator.comparingLong(Stored::sequence))
                .toList();
        check.seals(certificates, days);
        check.links(days);
        Set<String> heads = days.stream().map(Stored::hash).collect(Collectors.toSet());
        certificates.stream()
                .filter(one -> !one.isDay())
                .filter(one -> !one.previousHash().equals(GENESIS) && !heads.contains(one.previousHash()))
                .forEach(one -> check.add(one, "previous_hash", "names no day of the tenant"));
        return check.findings;
    }

    private void seals(List<Stored> certificates, List<Stored> days) {
        Set<String> named = days.stream().map(Stored::previousHash).collect(Collectors.toSet());
        for (Stored one : certificates) {
            String found = one.hashOfText();
            if (!found.equals(one.hash())) {
                String which = named.contains(found)
                        ? "the document is what the day after names, and the hash beside it is not"
                        : "the document is not what was hashed";
                add(one, named.contains(found) ? "hash" : "document", which);
            }
            differences(one)
                    .forEach((field, value) ->
                            add(one, field, "the document says " + value + ", and the row it stands in another"));
        }
    }

    private static Map<String, String> differences(Stored one) {
        JsonNode document = one.document();
        Map<String, String> row = new TreeMap<>(Map.of(
                "id", one.id(),
                "tenant_id", one.tenant(),
                "kind", one.kind(),
                "sequence", one.isDay() ? Long.toString(one.sequence()) : "null",
                "from", one.from().toString(),
                "to", one.to().toString(),
                "previous_hash", one.previousHash()));
        Map<String, String> different = new TreeMap<>();
        row.forEach((field, value) -> {
            String said = document.path(field).asText();
            if (!said.equals(value)) {
                different.put(field, said);
            }
        });
        return different;
    }

    private void links(List<Stored> days) {
        long sequence = 1;
        String before = GENESIS;
        Instant end = days.isEmpty() ? Instant.EPOCH : days.get(0).from();
        for (Stored day : days) {
            if (day.sequence() != sequence) {
                add(day, "sequence", "number " + sequence + " of the chain is missing before it");
            } else if (!day.previousHash().equals(before)) {
                add(day, "previous_hash", "does not name the hash of the day before it, which is " + before);
            } else if (!day.from().equals(end)) {
                add(day, "from", "the day before it ends at " + end);
            }
            sequence = day.sequence() + 1;
            before = day.hash();
            end = day.to();
        }
    }

    private void add(Stored certificate, String field, String what) {
        findings.add(Finding.of(certificate, field, what));
    }
}
