package io.matrixplatform.streams.metering;

import io.matrixplatform.events.metering.AmendedCall;
import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.events.metering.CorrectionKind;
import io.matrixplatform.events.metering.LateCause;
import io.matrixplatform.events.metering.Verdict;
import io.matrixplatform.model.metering.Identity;
import io.matrixplatform.model.metering.Slice;
import io.matrixplatform.streams.metering.facts.Fact;
import io.matrixplatform.streams.metering.facts.FactRecord;
import io.matrixplatform.streams.metering.facts.Facts;
import io.matrixplatform.streams.metering.facts.Fate;
import io.matrixplatform.streams.metering.facts.Records;
import io.matrixplatform.streams.metering.facts.Said;
import io.matrixplatform.streams.metering.rules.UsageRule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Seeded traffic in which calls are repeated, contradicted, cancelled and amended, before and after they come, and held and
 * decided about. With it a recount over whole Avro records, which shares nothing with the job but the definition of a slice.
 */
final class CorrectedTraffic {
    /** Half of what is beyond this is released, a quarter is rejected. */
    private static final long OUTPUT_MAX = 900;

    static final UsageRule RULE = new UsageRule(
            UsageRule.EVERY_MODEL,
            1,
            0,
            Long.MAX_VALUE,
            new UsageRule.Limits(Long.MAX_VALUE, OUTPUT_MAX, Long.MAX_VALUE),
            new UsageRule.Demands(true, false, false));

    private static final int PARTITIONS = 4;
    private static final Duration GRACE = Duration.ofHours(1);

    private record Decided(Verdict verdict, Instant at) {}

    /** What the log has of one identity, in order, and the first decision about each number of output tokens. */
    private record History(List<ApiCall> log, Map<Long, Decided> decisions) {}

    private final Random random;
    private final List<List<FactRecord>> partitions = new ArrayList<>();
    private final Map<Identity, History> histories = new LinkedHashMap<>();
    private final List<ApiCall> fresh = new ArrayList<>();
    private final Map<String, Long> expected = new HashMap<>();
    private final Map<String, Integer> fates = new HashMap<>();
    private Instant now = Facts.NOON;

    CorrectedTraffic(long seed, int steps) {
        random = new Random(seed);
        for (int i = 0; i < 2 * PARTITIONS; i++) {
            partitions.add(new ArrayList<>());
        }
        for (int i = 0; i < steps; i++) {
            now = now.plusSeconds(2);
            step(i);
        }
        histories.values().forEach(this::settle);
    }

    private void step(int number) {
        int dice = random.nextInt(20);
        if (dice < 10 || fresh.isEmpty()) {
            ApiCall call = call(number);
            fresh.add(call);
            log(call);
        } else if (dice < 12) {
            ApiCall call = call(number);
            fresh.add(call);
            log(correctionOf(dice == 10 ? call : other(call)));
            log(call);
        } else if (dice < 14) {
            log(again(fresh.get(random.nextInt(fresh.size()))));
        } else if (dice < 17) {
            log(correctionOf(fresh.get(random.nextInt(fresh.size()))));
        } else if (dice == 17) {
            log(correctionOf(other(fresh.get(random.nextInt(fresh.size())))));
        } else {
            decide(fresh.get(random.nextInt(fresh.size())));
        }
    }

    private ApiCall call(int number) {
        boolean late = random.nextInt(20) == 0;
        return Facts.call("e" + number)
                .of("ten_" + random.nextInt(3))
                .model("m" + random.nextInt(2))
                .occurred(now.minusSeconds(late ? 5_400 + random.nextInt(7_200) : random.nextInt(4_000)))
                .recorded(now)
                .tokens(random.nextInt(1_000), random.nextInt(1_000))
                .avro();
    }

    private ApiCall again(ApiCall call) {
        ApiCall again = ApiCall.newBuilder(call).setRecordedAt(now).build();
        return random.nextInt(4) == 0 ? other(again) : again;
    }

    private static ApiCall other(ApiCall call) {
        return ApiCall.newBuilder(call)
                .setInputTokens(call.getInputTokens() + 1_000_000)
                .build();
    }

    private ApiCall correctionOf(ApiCall call) {
        if (random.nextBoolean()) {
            return Said.cancel(call, now);
        }
        ApiCall meant = ApiCall.newBuilder(call)
                .setOutputTokens(random.nextInt(1_000))
                .setModel("m" + random.nextInt(2))
                .build();
        return Said.amend(call, meant, now);
    }

    private void log(ApiCall call) {
        history(call).log.add(call);
        int partition = (int) Math.floorMod(Said.identity(call).low(), (long) PARTITIONS);
        append(partition, Said.fact(call, partition, partitions.get(partition).size()));
    }

    /** Also about calls that are not held: then it has no effect. */
    private void decide(ApiCall call) {
        Decided decided = new Decided(random.nextInt(3) > 0 ? Verdict.RELEASE : Verdict.REJECT, now);
        ApiCall about = call;
        for (ApiCall said : history(call).log) {
            if (said.getCorrection() == CorrectionKind.AMEND && random.nextBoolean()) {
                about = amended(said);
            }
        }
        if (about.getInputTokens() != call.getInputTokens()) {
            return;
        }
        Decided standing = history(call).decisions.putIfAbsent(key(about), decided);
        fate(standing == null ? "decision" : standing.verdict == decided.verdict ? "repeat" : "conflict");
        int partition = (int) Math.floorMod(Said.identity(call).low(), (long) PARTITIONS);
        int queue = PARTITIONS + partition;
        append(
                queue,
                Said.decision(
                        decided.verdict,
                        about,
                        now,
                        partition,
                        partitions.get(queue).size()));
    }

    private static long key(ApiCall call) {
        return call.getOutputTokens() * 2 + (call.getModel().equals("m1") ? 1 : 0);
    }

    private History history(ApiCall call) {
        return histories.computeIfAbsent(
                Said.identity(call), identity -> new History(new ArrayList<>(), new HashMap<>()));
    }

    private void append(int queue, Fact fact) {
        partitions.get(queue).add(Records.of(fact));
    }

    private void settle(History history) {
        ApiCall original = null;
        ApiCall correction = null;
        for (ApiCall call : history.log) {
            if (call.getCorrection() == null) {
                if (original != null) {
                    fate(isSamePayload(original, call) ? "repeat" : "conflict");
                    continue;
                }
                original = call;
                if (correction != null && !isSamePayload(correction, call)) {
                    correction = null;
                    fate("conflict");
                }
                fate(fateOf(call, correction != null));
            } else if (original != null && !isSamePayload(original, call)) {
                fate("conflict");
            } else if (correction == null) {
                correction = call;
            } else {
                fate(saysTheSame(correction, call) ? "repeat" : "conflict");
            }
        }
        if (correction != null) {
            fate("corrected");
        }
        if (original != null) {
            book(original, correction, history.decisions);
        }
    }

    private static String fateOf(ApiCall original, boolean hasBeenCorrected) {
        if (original.getOutputTokens() > OUTPUT_MAX) {
            return "quarantined";
        }
        if (hasBeenCorrected) {
            return "corrected";
        }
        return isLate(original, original.getRecordedAt()) ? "late" : "counted";
    }

    private static boolean isLate(ApiCall call, Instant booked) {
        return !booked.isBefore(
                Slice.startOf(call.getOccurredAt()).plus(Slice.LENGTH).plus(GRACE));
    }

    private void book(ApiCall original, @Nullable ApiCall correction, Map<Long, Decided> decisions) {
        Instant counted = countedAt(original, original.getRecordedAt(), decisions);
        LateCause cause = original.getOutputTokens() > OUTPUT_MAX ? LateCause.RELEASED : LateCause.RECORDED;
        if (correction == null) {
            if (counted != null) {
                add(original, 1, counted, cause);
            }
            return;
        }
        Instant at = latest(correction.getRecordedAt(), original.getRecordedAt());
        if (counted != null && counted.isBefore(at)) {
            add(original, 1, counted, cause);
            add(original, -1, at, LateCause.CORRECTED);
        }
        if (correction.getCorrection() == CorrectionKind.AMEND) {
            ApiCall meant = amended(correction);
            Instant amended = countedAt(meant, at, decisions);
            if (amended != null) {
                boolean released = meant.getOutputTokens() > OUTPUT_MAX;
                add(meant, 1, amended, released ? LateCause.RELEASED : LateCause.CORRECTED);
            }
        }
    }

    private static @Nullable Instant countedAt(ApiCall call, Instant recorded, Map<Long, Decided> decisions) {
        if (call.getOutputTokens() <= OUTPUT_MAX) {
            return recorded;
        }
        Decided decided = decisions.get(key(call));
        return decided != null && decided.verdict == Verdict.RELEASE ? latest(decided.at, recorded) : null;
    }

    private void add(ApiCall call, int sign, Instant booked, LateCause cause) {
        add("api.calls", call, sign, booked, cause);
        add("tokens.input", call, sign * call.getInputTokens(), booked, cause);
        add("tokens.output", call, sign * call.getOutputTokens(), booked, cause);
    }

    private void add(String meter, ApiCall call, long quantity, Instant booked, LateCause cause) {
        Instant start = Slice.startOf(call.getOccurredAt());
        String series = call.getTenantId() + "|" + meter + "|" + call.getModel() + "|";
        String lane = isLate(call, booked)
                ? "late|" + series + start + "|" + LocalDate.ofInstant(booked, ZoneOffset.UTC) + "|" + cause
                : "ledger|" + series + start;
        expected.merge(lane, quantity, Long::sum);
        expected.merge("rollup|" + series + Slice.minuteOf(call.getOccurredAt()), quantity, Long::sum);
    }

    private static ApiCall amended(ApiCall correction) {
        AmendedCall meant = correction.getAmended();
        return ApiCall.newBuilder(correction)
                .setModel(meant.getModel())
                .setOutputTokens(meant.getOutputTokens())
                .setCorrection(null)
                .setAmended(null)
                .build();
    }

    private static boolean isSamePayload(ApiCall one, ApiCall other) {
        return one.getInputTokens() == other.getInputTokens();
    }

    private static boolean saysTheSame(ApiCall one, ApiCall other) {
        return isSamePayload(one, other)
                && one.getCorrection() == other.getCorrection()
                && (one.getAmended() == null || one.getAmended().equals(other.getAmended()));
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private void fate(String fate) {
        fates.merge(fate, 1, Integer::sum);
    }

    /** One log of all partitions, decisions among them, which keeps the order within each. */
    List<FactRecord> interleaved(long seed) {
        Random order = new Random(seed);
        int[] next = new int[partitions.size()];
        List<FactRecord> log = new ArrayList<>();
        while (log.size() < size()) {
            int pick = order.nextInt(next.length);
            List<FactRecord> partition = partitions.get(pick);
            for (int burst = order.nextInt(50); burst > 0 && next[pick] < partition.size(); burst--) {
                log.add(partition.get(next[pick]++));
            }
        }
        return log;
    }

    int size() {
        return partitions.stream().mapToInt(List::size).sum();
    }

    /** Lane, series and time to quantity. */
    Map<String, Long> expected() {
        return expected;
    }

    /** Of facts, corrections and decisions; every fate, in whatever order the partitions are read. */
    Map<String, Long> fates() {
        Map<String, Long> all = new HashMap<>();
        for (Fate fate : Fate.values()) {
            String name = fate.name().toLowerCase(Locale.ROOT);
            all.put(name, (long) fates.getOrDefault(name, 0));
        }
        return all;
    }
}
