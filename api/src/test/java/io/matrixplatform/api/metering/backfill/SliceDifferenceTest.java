package io.matrixplatform.api.metering.backfill;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.api.catalog.meters.Meter;
import io.matrixplatform.api.metering.ledger.Total;
import io.matrixplatform.api.metering.recount.RawFact;
import io.matrixplatform.model.ids.BackfillId;
import io.matrixplatform.model.metering.Slice;
import io.matrixplatform.model.metering.folds.FoldCase;
import io.matrixplatform.model.metering.folds.FoldResult;
import io.matrixplatform.model.metering.folds.Folding;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SliceDifferenceTest {
    private static final Series ALL = new Series(null, "{}");
    private static final int ROUNDS = 20;

    /** What stands in the store of conclusions by their ids; nothing of it where there are no facts. */
    private final Map<String, String> store = new HashMap<>();

    static Stream<FoldCase> cases() {
        return FoldCase.all().stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void comesToTheSameHoweverTheLogIsSplitAndInWhateverOrderItIsRead(FoldCase each) {
        Random random = new Random(each.name().hashCode());
        List<RawFact> facts = facts(each);
        List<String> meant = words(differences(each.folding(), List.of(facts), random, Map.of()));

        for (int round = 0; round < ROUNDS; round++) {
            List<List<RawFact>> pieces = split(facts, random);
            Map<Instant, SliceDifference> slices = differences(each.folding(), pieces, random, Map.of());

            assertThat(words(slices)).isEqualTo(meant);
            assertThat(total(each.folding(), slices).quantity())
                    .as("within the bound of the fold")
                    .satisfies(quantity -> assertThat(each.agreesWith(new FoldResult(quantity, each.error())))
                            .isTrue());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isUndoneToTheByteWhateverWasAppliedBeforeIt(FoldCase each) {
        Random random = new Random(each.name().hashCode());
        List<RawFact> facts = facts(each);
        for (int round = 0; round < ROUNDS; round++) {
            store.clear();
            List<List<Entry>> applied = new ArrayList<>();
            List<Map<String, String>> stores = new ArrayList<>();
            for (int backfill = 0; backfill < 3; backfill++) {
                Collections.shuffle(facts, random);
                List<RawFact> some = facts.subList(0, 1 + random.nextInt(facts.size()));
                Map<Instant, List<Entry>> prior =
                        applied.isEmpty() ? Map.of() : bySlice(applied.get(applied.size() - 1));
                List<Entry> entries = entries(differences(each.folding(), List.of(some), random, prior));
                stores.add(Map.copyOf(store));
                applied.add(entries);
                apply(entries);
                apply(entries);
            }
            for (int backfill = 2; backfill >= 0; backfill--) {
                reverse(applied.get(backfill));
                reverse(applied.get(backfill));

                assertThat(store).isEqualTo(stores.get(backfill));
            }
        }
        assertThat(store).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void saysNothingOfWhatWasTakenBack(FoldCase each) {
        MinuteCounts counts = new MinuteCounts(Given.meter(each.folding(), List.of(), null));
        facts(each).forEach(fact -> counts.count(fact, -1));
        facts(each).forEach(fact -> counts.count(fact, 1));
        Map<Instant, SliceDifference> slices = new HashMap<>();
        take(counts, each.folding(), slices);

        assertThat(words(slices)).isEmpty();
    }

    @Test
    void leavesWhatMeteringBookedAndGivesWayToALaterBackfill() {
        Instant start = FoldCase.HOUR.start();
        SliceDifference first = new SliceDifference(start, null);
        first.addMetered(ALL, sum(100, 10));
        first.addMetered(ALL, sum(1, 1));
        first.addCounted(ALL.at(start), sum(5, 2));
        first.addCounted(ALL.at(start.plusSeconds(60)), sum(6, 3));
        List<Entry> entries = first.entries();

        assertThat(entries).hasSize(3);
        assertThat(entries.get(0).quantityBefore()).isEqualByComparingTo("101");
        assertThat(entries.get(0).quantityAfter()).isEqualByComparingTo("112");
        assertThat(entries.get(0).factCountAfter()).isEqualTo(16);
        assertThat(entries.get(0).quantity()).isEqualByComparingTo("11");
        assertThat(entries.get(0).priorFactCount()).isZero();

        SliceDifference second = new SliceDifference(start, null);
        second.addMetered(ALL, sum(101, 11));
        second.addCounted(ALL.at(start), sum(7, 1));
        BackfillId id = new BackfillId(new UUID(0, 1));
        entries.forEach(entry -> second.addPrior(id, entry));
        List<Entry> replacing = second.entries();

        assertThat(replacing).hasSize(3);
        assertThat(replacing.get(0).quantityBefore()).isEqualByComparingTo("112");
        assertThat(replacing.get(0).quantityAfter()).isEqualByComparingTo("108");
        assertThat(replacing.get(0).priorId()).isEqualTo(id);
        assertThat(replacing.get(2).factCount())
                .as("nothing in the second minute any more")
                .isZero();
    }

    @Test
    void tellsApartWhatIsOnTheBooksThenWhatHasTheMostFacts() {
        Meter meter = Given.meter(null, List.of("zone"), 2);
        GroupNames names = GroupNames.of(meter, Set.of(zone("a")), Map.of(zone("b"), 5L, zone("c"), 9L));

        assertThat(names.name(new Series("sub", zone("a"))).dimensions()).isEqualTo(zone("a"));
        assertThat(names.name(new Series("sub", zone("c")))).isEqualTo(new Series("sub", zone("c")));
        assertThat(names.name(new Series("sub", zone("b")))).isEqualTo(new Series("sub", zone("(other)")));
    }

    @Test
    void keepsSubscriptionsZonesAndMinutesApart() {
        MinuteCounts counts = new MinuteCounts(Given.meter(null, List.of("zone"), null));
        Instant noon = FoldCase.HOUR.start();
        counts.count(Given.fact("a", noon.plusSeconds(59), BigDecimal.ONE, "x"), 1);
        counts.count(Given.fact("b", noon.plusSeconds(60), BigDecimal.TEN, "x"), 1);
        counts.count(Given.fact("c", noon.plusSeconds(60), BigDecimal.TEN, "y"), 1);
        counts.count(Given.fact("d", noon.plusSeconds(60), BigDecimal.TEN, "y"), 1);

        Map<Series.At, Amount> taken = counts.take();

        assertThat(taken).hasSize(3);
        Amount twice = taken.get(new Series(null, zone("y")).at(noon.plusSeconds(60)));
        assertThat(requireNonNull(twice).sum()).isEqualByComparingTo("20");
        assertThat(counts.take()).isEmpty();
    }

    private static String zone(String value) {
        return "{\"zone\":\"" + value + "\"}";
    }

    private static Amount sum(long quantity, long facts) {
        return Amount.of(BigDecimal.valueOf(quantity), null, facts);
    }

    private static List<RawFact> facts(FoldCase each) {
        List<RawFact> facts = new ArrayList<>();
        for (int i = 0; i < each.values().size(); i++) {
            FoldCase.Value value = each.values().get(i);
            facts.add(Given.fact("e" + i, value.occurredAt(), value.number(), ""));
        }
        return facts;
    }

    private static List<List<RawFact>> split(List<RawFact> facts, Random random) {
        List<List<RawFact>> pieces = Stream.generate(() -> (List<RawFact>) new ArrayList<RawFact>())
                .limit(1 + random.nextInt(5))
                .toList();
        List<RawFact> shuffled = new ArrayList<>(facts);
        Collections.shuffle(shuffled, random);
        shuffled.forEach(fact -> pieces.get(random.nextInt(pieces.size())).add(fact));
        return pieces;
    }

    /** Counts each piece, now and then putting away what it has, as rows. */
    private static Map<Instant, SliceDifference> differences(
            @Nullable Folding folding, List<List<RawFact>> pieces, Random random, Map<Instant, List<Entry>> prior) {
        Map<Instant, SliceDifference> slices = new HashMap<>();
        prior.forEach((start, entries) ->
                entries.forEach(entry -> slices.computeIfAbsent(start, any -> new SliceDifference(start, folding))
                        .addPrior(new BackfillId(new UUID(0, 0)), entry)));
        for (List<RawFact> piece : pieces) {
            MinuteCounts counts = new MinuteCounts(Given.meter(folding, List.of(), null));
            for (RawFact fact : piece) {
                counts.count(fact, 1);
                if (random.nextInt(20) == 0) {
                    take(counts, folding, slices);
                }
            }
            take(counts, folding, slices);
        }
        return slices;
    }

    private static void take(MinuteCounts counts, @Nullable Folding folding, Map<Instant, SliceDifference> slices) {
        counts.take().forEach((minute, amount) -> {
            CountedMinute row = CountedMinute.of(minute, amount);
            Instant start = Slice.startOf(row.minuteStart());
            slices.computeIfAbsent(start, any -> new SliceDifference(start, folding))
                    .addCounted(row.series().at(row.minuteStart()), row.amount());
        });
    }

    private static Total total(Folding folding, Map<Instant, SliceDifference> slices) {
        RangeTotal total = new RangeTotal(folding);
        slices.forEach((start, slice) -> total.add(start, slice.after()));
        return total.over(FoldCase.HOUR);
    }

    private static List<Entry> entries(Map<Instant, SliceDifference> slices) {
        return slices.keySet().stream()
                .sorted()
                .flatMap(start -> requireNonNull(slices.get(start)).entries().stream())
                .toList();
    }

    private static List<String> words(Map<Instant, SliceDifference> slices) {
        return entries(slices).stream()
                .map(entry -> id(entry) + "=" + said(entry.quantity(), entry.fold(), entry.factCount()))
                .toList();
    }

    private static Map<Instant, List<Entry>> bySlice(List<Entry> entries) {
        Map<Instant, List<Entry>> bySlice = new HashMap<>();
        entries.forEach(entry -> bySlice.computeIfAbsent(Slice.startOf(entry.start()), any -> new ArrayList<>())
                .add(entry));
        return bySlice;
    }

    private void apply(List<Entry> entries) {
        entries.forEach(
                entry -> hold(entry, entry.factCount(), said(entry.quantity(), entry.fold(), entry.factCount())));
    }

    private void reverse(List<Entry> entries) {
        entries.forEach(entry -> hold(
                entry, entry.priorFactCount(), said(entry.priorQuantity(), entry.priorFold(), entry.priorFactCount())));
    }

    private void hold(Entry entry, long facts, String said) {
        if (facts == 0) {
            store.remove(id(entry));
        } else {
            store.put(id(entry), said);
        }
    }

    private static String id(Entry entry) {
        return (entry.isOfSlice() ? "slice " : "minute ") + entry.series() + entry.start();
    }

    private static String said(BigDecimal quantity, byte @Nullable [] fold, long facts) {
        return quantity.stripTrailingZeros() + "/"
                + (fold == null ? "" : HexFormat.of().formatHex(fold)) + "/" + facts;
    }
}
