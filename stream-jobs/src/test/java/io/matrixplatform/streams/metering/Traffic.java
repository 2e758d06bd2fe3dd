package io.matrixplatform.streams.metering;

import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.model.metering.Identity;
import io.matrixplatform.model.metering.Slice;
import io.matrixplatform.streams.metering.facts.FactRecord;
import io.matrixplatform.streams.metering.facts.Facts;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Seeded traffic in four partitions: some facts come twice, some contradict an earlier one, some come late. With it a
 * recount that shares nothing with the job but the definition of a slice.
 */
final class Traffic {
    private static final int PARTITIONS = 4;
    private static final Duration GRACE = Duration.ofHours(1);

    /** One API call in the log. */
    private record Entry(Facts sent, ApiCall call) {}

    private final List<List<FactRecord>> partitions = new ArrayList<>();
    private final Map<String, Long> expected = new HashMap<>();
    private final Set<Identity> counted = new HashSet<>();
    private final List<Instant> recorded = new ArrayList<>();
    private int repeats;
    private int conflicts;
    private int late;

    Traffic(long seed, int facts) {
        Random random = new Random(seed);
        for (int i = 0; i < PARTITIONS; i++) {
            partitions.add(new ArrayList<>());
        }
        List<Entry> sent = new ArrayList<>();
        Map<Identity, ApiCall> first = new HashMap<>();
        for (int i = 0; i < facts; i++) {
            Instant now = Facts.NOON.plusMillis(i * 2_000L);
            Entry entry = sent.isEmpty() || random.nextInt(10) > 1 ? fresh(random, i, now) : again(random, sent, now);
            sent.add(entry);
            append(entry);
            recount(entry, first);
        }
    }

    private static Entry fresh(Random random, int number, Instant now) {
        boolean late = random.nextInt(20) == 0;
        Instant occurred = now.minusSeconds(late ? 5_400 + random.nextInt(7_200) : random.nextInt(600));
        Facts facts = Facts.call("e" + number)
                .of("ten_" + random.nextInt(3))
                .model("m" + random.nextInt(2))
                .occurred(occurred)
                .recorded(now)
                .tokens(random.nextInt(1_000), random.nextInt(1_000));
        return new Entry(facts, facts.avro());
    }

    private static Entry again(Random random, List<Entry> sent, Instant now) {
        Facts earlier = sent.get(random.nextInt(sent.size())).sent().copy().recorded(now);
        if (random.nextInt(4) == 0) {
            earlier.tokens(1_000_000 + random.nextInt(1_000), 1);
        }
        return new Entry(earlier, earlier.avro());
    }

    private void append(Entry entry) {
        int number = (int) Math.floorMod(entry.sent().identity().low(), (long) PARTITIONS);
        List<FactRecord> partition = partitions.get(number);
        partition.add(entry.sent().copy().at(number, partition.size()).record());
    }

    private void recount(Entry entry, Map<Identity, ApiCall> first) {
        ApiCall call = entry.call();
        ApiCall known = first.putIfAbsent(entry.sent().identity(), call);
        if (known != null) {
            ApiCall comparable = ApiCall.newBuilder(call)
                    .setRecordedAt(known.getRecordedAt())
                    .build();
            if (comparable.equals(known)) {
                repeats++;
            } else {
                conflicts++;
            }
            return;
        }
        counted.add(entry.sent().identity());
        recorded.add(call.getRecordedAt());
        add("api.calls", call, 1);
        add("tokens.input", call, call.getInputTokens());
        add("tokens.output", call, call.getOutputTokens());
    }

    private void add(String meter, ApiCall call, long quantity) {
        Instant start = Slice.startOf(call.getOccurredAt());
        String series = call.getTenantId() + "|" + meter + "|" + call.getModel() + "|";
        boolean isLate = !call.getRecordedAt().isBefore(start.plus(Slice.LENGTH).plus(GRACE));
        String lane = isLate
                ? "late|" + series + start + "|" + LocalDate.ofInstant(call.getRecordedAt(), ZoneOffset.UTC)
                        + "|RECORDED"
                : "ledger|" + series + start;
        late += isLate && meter.equals("api.calls") ? 1 : 0;
        expected.merge(lane, quantity, Long::sum);
        expected.merge("rollup|" + series + Slice.minuteOf(call.getOccurredAt()), quantity, Long::sum);
    }

    /** One log of all partitions, which keeps the order within each. */
    List<FactRecord> interleaved(long seed) {
        Random random = new Random(seed);
        int[] next = new int[PARTITIONS];
        List<FactRecord> log = new ArrayList<>();
        List<Integer> open = new ArrayList<>(List.of(0, 1, 2, 3));
        while (!open.isEmpty()) {
            int pick = open.get(random.nextInt(open.size()));
            for (int burst = 1 + random.nextInt(50);
                    burst > 0 && next[pick] < partitions.get(pick).size();
                    burst--) {
                log.add(partitions.get(pick).get(next[pick]++));
            }
            if (next[pick] == partitions.get(pick).size()) {
                open.remove((Integer) pick);
            }
        }
        return log;
    }

    /** Lane, series and time to quantity. */
    Map<String, Long> expected() {
        return expected;
    }

    int sizeOf(int partition) {
        return partitions.get(partition).size();
    }

    long distinctRecordedBefore(Instant instant) {
        return recorded.stream().filter(each -> each.isBefore(instant)).count();
    }

    int distinct() {
        return counted.size();
    }

    int repeats() {
        return repeats;
    }

    int conflicts() {
        return conflicts;
    }

    int late() {
        return late;
    }
}
