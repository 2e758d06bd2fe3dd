package io.matrixplatform.replay.certificates;

import io.matrixplatform.model.metering.proof.Leaf;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/** Holds the rows of ledger and late lane against the digests of one certificate, and adds them up. */
final class BookCheck {
    private final Store store;
    private final Stored certificate;
    private final Set<Instant> leftOut;
    private final List<Leaf> leaves;
    private final Map<String, Sum> sums = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    /** @param leftOut slices that the certificate leaves out, or that have legitimately changed since */
    BookCheck(Store store, Stored certificate, List<Leaf> leaves, Set<Instant> leftOut) {
        this.store = store;
        this.certificate = certificate;
        this.leaves = List.copyOf(leaves);
        this.leftOut = Set.copyOf(leftOut);
    }

    List<Finding> findings(List<Meter> meters) {
        CertifiedWindow window = CertifiedWindow.of(certificate);
        for (Meter meter : meters) {
            check(
                    "ledger",
                    meter,
                    sink -> store.ledger(
                            certificate.tenant(),
                            meter.key(),
                            window.firstSlice(meter.grace()),
                            window.endOfSlices(meter.grace()),
                            sink));
            check("late", meter, sink -> store.late(certificate.tenant(), meter.key(), certificate.from(), sink));
        }
        return findings;
    }

    private void check(String lane, Meter meter, Consumer<Consumer<BookRow>> rows) {
        LeafCheck check = new LeafCheck(leaves.stream()
                .filter(leaf -> leaf.book().equals(lane) && leaf.series().equals(meter.key()))
                .filter(leaf -> !leftOut.contains(Instant.ofEpochSecond(leaf.first())))
                .toList());
        Map<Long, BookRow> byPlace = new HashMap<>();
        Set<Long> uncertified = new HashSet<>();
        rows.accept(row -> {
            if (leftOut.contains(Instant.ofEpochSecond(row.sliceSecond()))) {
                return;
            }
            byPlace.put(row.place(), row);
            sums.merge(
                    lane + " " + meter.key(),
                    new Sum(meter.adds() ? row.quantity() : Sum.NOTHING.quantity(), row.facts()),
                    Sum::plus);
            boolean isCertified = check.add(meter.key(), row.sliceSecond(), row.place(), row.content());
            if (!isCertified && uncertified.add(row.place())) {
                findings.add(new Finding(
                        named(lane, row.id(), meter.key(), row.sliceSecond()),
                        "was not there when it was certified by " + certificate.id()));
            }
        });
        check.differences().forEach(difference -> report(lane, difference, byPlace));
    }

    private void report(String lane, LeafCheck.Difference difference, Map<Long, BookRow> byPlace) {
        Leaf leaf = difference.certified();
        OptionalLong place = leaf.placeOfDifference(difference.found());
        BookRow row = place.isPresent() ? byPlace.get(place.getAsLong()) : null;
        boolean isGone = difference.found().entries() == leaf.entries() - 1;
        String id = row != null ? row.id() : isGone ? "that is gone" : "of several";
        String what = row == null && !isGone ? "some of them are not what was certified" : difference.what();
        findings.add(new Finding(named(lane, id, leaf.series(), leaf.first()), what + " by " + certificate.id()));
    }

    private String named(String lane, String id, String meter, long slice) {
        return lane + " row " + id + " (" + certificate.tenant() + ", " + meter + ", slice "
                + Instant.ofEpochSecond(slice) + ")";
    }

    /** What the rows of one lane come to. */
    Sum sum(String lane, String meter) {
        return sums.getOrDefault(lane + " " + meter, Sum.NOTHING);
    }
}
