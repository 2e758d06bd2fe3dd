package io.matrixplatform.model.metering.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class LeafDigestTest {
    private static final long LARGEST_PLACE = (1L << 60) - 1;
    private static final BigInteger PRIME = BigInteger.valueOf(Mersenne61.PRIME);

    @Property
    void findsTheOneEntryThatWasChanged(@ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int size) {
        SortedMap<Long, String> entries = entries(seed, size);
        long place = anyPlace(entries, seed);

        assertThat(differs(entries, changed(entries, place))).isEqualTo(place);
    }

    @Property
    void findsTheOneEntryThatWasTakenAwayOrPutIn(@ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int size) {
        SortedMap<Long, String> entries = entries(seed, size);
        long place = anyPlace(entries, seed);
        SortedMap<Long, String> without = new TreeMap<>(entries);
        without.remove(place);

        assertThat(differs(entries, without)).isEqualTo(place);
        assertThat(differs(without, entries)).isEqualTo(place);
    }

    @Property
    void noticesWhateverWasChanged(
            @ForAll long seed,
            @ForAll @IntRange(min = 2, max = 50) int size,
            @ForAll @IntRange(min = 1, max = 50) int changes) {
        SortedMap<Long, String> entries = entries(seed, size);
        SortedMap<Long, String> tampered = entries;
        List<Long> places = new ArrayList<>(entries.keySet());
        for (int i = 0; i < Math.min(changes, size); i++) {
            tampered = changed(tampered, places.get(i));
        }

        assertThat(leaf(entries).isSameAs(leaf(tampered))).isFalse();
    }

    @Test
    void noticesTwoEntriesThatChangedPlaces() {
        SortedMap<Long, String> entries = new TreeMap<>();
        entries.put(1L, "a");
        entries.put(2L, "b");
        SortedMap<Long, String> swapped = new TreeMap<>();
        swapped.put(1L, "b");
        swapped.put(2L, "a");

        assertThat(leaf(entries).isSameAs(leaf(swapped))).isFalse();
    }

    @Property
    void isReadBackFromItsLine(@ForAll long seed) {
        Leaf leaf = leaf(entries(seed, 5));

        assertThat(Leaf.parse(leaf.line())).isEqualTo(leaf);
        assertThat(leaf.isSameAs(Leaf.parse(leaf.line()))).isTrue();
    }

    @Property
    void countsAsWithNumbersOfAnyLength(@ForAll @LongRange(min = 0) long one, @ForAll @LongRange(min = 1) long other) {
        long first = Mersenne61.of(one);
        long second = Mersenne61.of(other);

        assertThat(Mersenne61.multiply(first, second))
                .isEqualTo(BigInteger.valueOf(first)
                        .multiply(BigInteger.valueOf(second))
                        .mod(PRIME)
                        .longValueExact());
        assertThat(Mersenne61.subtract(Mersenne61.add(first, second), second)).isEqualTo(first);
        if (second != 0) {
            assertThat(Mersenne61.multiply(Mersenne61.divide(first, second), second))
                    .isEqualTo(first);
        }
    }

    @Test
    void hasPlacesOfSixtyBits() {
        assertThat(LeafDigest.placeOf("any id")).isBetween(0L, LARGEST_PLACE);
        assertThatIllegalArgumentException().isThrownBy(() -> new LeafDigest().add(-1, new byte[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> new LeafDigest().add(1L << 60, new byte[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> Leaf.parse("log a 1"));
    }

    private static SortedMap<Long, String> entries(long seed, int size) {
        Random random = new Random(seed);
        SortedMap<Long, String> entries = new TreeMap<>();
        while (entries.size() < size) {
            entries.put(random.nextLong() & LARGEST_PLACE, "entry " + random.nextInt(1_000));
        }
        return entries;
    }

    private static long anyPlace(SortedMap<Long, String> entries, long seed) {
        List<Long> places = new ArrayList<>(entries.keySet());
        return places.get(new Random(~seed).nextInt(places.size()));
    }

    private static SortedMap<Long, String> changed(SortedMap<Long, String> entries, long place) {
        SortedMap<Long, String> changed = new TreeMap<>(entries);
        changed.merge(place, "!", String::concat);
        return changed;
    }

    private static long differs(SortedMap<Long, String> before, SortedMap<Long, String> after) {
        return leaf(before).placeOfDifference(leaf(after)).orElseThrow();
    }

    private static Leaf leaf(SortedMap<Long, String> entries) {
        LeafDigest digest = new LeafDigest();
        entries.forEach((place, text) -> digest.add(place, text.getBytes(StandardCharsets.UTF_8)));
        return digest.leaf("log", "a.topic-0", 0, LARGEST_PLACE);
    }
}
