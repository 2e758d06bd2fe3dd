package io.matrixplatform.replay.certificates;

import io.matrixplatform.model.metering.proof.Leaf;
import io.matrixplatform.model.metering.proof.LeafDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Holds what is found against some leaves of one certificate. Entries of one series are to be given in their order. */
final class LeafCheck {
    private final Map<String, NavigableMap<Long, Found>> series = new HashMap<>();

    /** A leaf as it was certified, and the same entries as they are. */
    static final class Found {
        private final Leaf certified;
        private final LeafDigest digest = new LeafDigest();

        private Found(Leaf certified) {
            this.certified = certified;
        }
    }

    /** What is not as it was. */
    record Difference(Leaf certified, Leaf found) {
        /** In words that follow on what it is. */
        String what() {
            if (found.entries() == certified.entries()) {
                return "is not what was certified";
            }
            return found.entries() < certified.entries()
                    ? "was certified and is gone"
                    : "was not there when it was certified";
        }
    }

    LeafCheck(List<Leaf> leaves) {
        leaves.forEach(leaf ->
                series.computeIfAbsent(leaf.series(), any -> new TreeMap<>()).put(leaf.first(), new Found(leaf)));
    }

    /** @return false if there is no leaf that it could be of */
    boolean add(String ofSeries, long at, long place, byte[] content) {
        Map.Entry<Long, Found> found =
                series.getOrDefault(ofSeries, new TreeMap<>()).floorEntry(at);
        if (found == null || found.getValue().certified.last() < at) {
            return false;
        }
        found.getValue().digest.add(place, content);
        return true;
    }

    /** To be asked for once, when all was added. */
    List<Difference> differences() {
        List<Difference> differences = new ArrayList<>();
        for (NavigableMap<Long, Found> leaves : series.values()) {
            for (Found each : leaves.values()) {
                difference(each).ifPresent(differences::add);
            }
        }
        return differences;
    }

    private static Optional<Difference> difference(Found each) {
        Leaf leaf = each.certified;
        Leaf found = each.digest.leaf(leaf.book(), leaf.series(), leaf.first(), leaf.last());
        return leaf.isSameAs(found) ? Optional.empty() : Optional.of(new Difference(leaf, found));
    }
}
