package io.matrixplatform.replay.certificates;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Holds what a certificate says against what was counted again, field by field. */
final class FieldCheck {
    private static final List<String> COUNTED = List.of(
            "distinct",
            "repeated",
            "conflicting",
            "frames",
            "cancelled",
            "amended",
            "decided",
            "dead",
            "late",
            "quarantined");

    private final Stored certificate;
    private final List<Finding> findings = new ArrayList<>();

    FieldCheck(Stored certificate) {
        this.certificate = certificate;
    }

    List<Finding> findings() {
        return findings;
    }

    void fates(Recount recount) {
        JsonNode fates = certificate.document().path("fates");
        compare("fates.accepted", fates.path("accepted"), Long.toString(recount.accepted()), "the raw log");
        for (String fate : COUNTED) {
            compare("fates." + fate, fates.path(fate), Long.toString(recount.records(fate)), "the raw log");
        }
    }

    /** @param where what it was counted from, for a person */
    void amount(JsonNode line, String stage, Meter meter, Sum found, String where) {
        String field = "meters." + meter.key() + "." + stage;
        JsonNode said = line.path(stage);
        compare(field + ".fact_count", said.path("fact_count"), Long.toString(found.facts()), where);
        if (meter.adds()) {
            compare(field + ".quantity", said.path("quantity"), found.text(), where);
        }
    }

    void compare(String field, JsonNode said, String found, String where) {
        if (!said.asText().equals(found)) {
            findings.add(Finding.of(
                    certificate, field, "says " + said.asText("nothing") + ", " + where + " comes to " + found));
        }
    }
}
