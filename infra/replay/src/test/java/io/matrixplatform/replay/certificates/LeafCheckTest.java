package io.matrixplatform.replay.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.model.metering.proof.Leaf;
import io.matrixplatform.model.metering.proof.LeafDigest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LeafCheckTest {
    private static final int RECORDS = 100;
    private static final int PER_LEAF = 10;

    @Test
    void findsNothingWhereNothingWasTouched() {
        assertThat(differences(log())).isEmpty();
    }

    @Property
    void findsTheRecordThatWasChanged(@ForAll @IntRange(max = RECORDS - 1) int which) {
        SortedMap<Long, String> log = log();
        log.put(offset(which), "another");

        assertThat(places(log)).containsExactly(offset(which) + " is not what was certified");
    }

    @Property
    void findsTheRecordThatIsGone(@ForAll @IntRange(max = RECORDS - 1) int which) {
        SortedMap<Long, String> log = log();
        log.remove(offset(which));

        assertThat(places(log)).containsExactly(offset(which) + " was certified and is gone");
    }

    @Property
    void findsOneInEveryLeafAtOnce(@ForAll @IntRange(max = PER_LEAF - 1) int which) {
        SortedMap<Long, String> log = log();
        for (int leaf = 0; leaf < RECORDS / PER_LEAF; leaf++) {
            log.put(offset(leaf * PER_LEAF + which), "another");
        }

        assertThat(places(log)).hasSize(RECORDS / PER_LEAF);
    }

    @Test
    void hasNoLeafForWhatStandsBetweenThem() {
        LeafCheck check = new LeafCheck(leaves());

        assertThat(check.add("topic-0", offset(PER_LEAF) - 1, offset(PER_LEAF) - 1, new byte[0]))
                .isFalse();
        assertThat(check.add("topic-1", offset(0), offset(0), new byte[0])).isFalse();
    }

    private static List<String> places(SortedMap<Long, String> log) {
        return differences(log).stream()
                .map(each -> each.certified().placeOfDifference(each.found()).orElseThrow() + " " + each.what())
                .toList();
    }

    private static List<LeafCheck.Difference> differences(SortedMap<Long, String> log) {
        LeafCheck check = new LeafCheck(leaves());
        log.forEach((offset, text) -> check.add("topic-0", offset, offset, text.getBytes(StandardCharsets.UTF_8)));
        return check.differences();
    }

    private static List<Leaf> leaves() {
        List<Leaf> leaves = new ArrayList<>();
        SortedMap<Long, String> log = log();
        for (int from = 0; from < RECORDS; from += PER_LEAF) {
            LeafDigest digest = new LeafDigest();
            log.subMap(offset(from), offset(from + PER_LEAF))
                    .forEach((offset, text) -> digest.add(offset, text.getBytes(StandardCharsets.UTF_8)));
            leaves.add(digest.leaf("log", "topic-0", offset(from), offset(from + PER_LEAF - 1)));
        }
        return leaves;
    }

    private static SortedMap<Long, String> log() {
        SortedMap<Long, String> log = new TreeMap<>();
        for (int i = 0; i < RECORDS; i++) {
            log.put(offset(i), "record " + i % 7);
        }
        return log;
    }

    /** Other tenants' records stand between. */
    private static long offset(int record) {
        return 1_000_000_000L + 17L * record;
    }
}
