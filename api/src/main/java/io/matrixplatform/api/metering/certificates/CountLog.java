package io.matrixplatform.api.metering.certificates;

import io.matrixplatform.api.catalog.meters.Meter;
import io.matrixplatform.api.metering.certificates.LogReader.Span;
import io.matrixplatform.api.metering.recount.RawFact;
import io.matrixplatform.api.metering.recount.RecountRules.Held;
import io.matrixplatform.model.metering.proof.Leaf;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Counts the records of some tenants in one window, all in one reading of the log: digests them first, which tells how far back
 * it has to be judged, and then judges them. Used once.
 */
final class CountLog {
    /** A fact may occur that much after it is recorded. */
    private static final Duration FUTURE_BOUND = Duration.ofMinutes(5);

    /** How long frames of one request can come, and how long a slice is open, unless a meter says more. */
    private static final Duration JUDGED_AT_LEAST = Duration.ofDays(1);

    private static final int PARTS_MAX = 1 << 16;

    private final LogReader log;
    private final Held held;
    private final CertificateLimits limits;
    private final Map<String, Share> shares = new LinkedHashMap<>();
    private final Decisions decisions = new Decisions();

    /** What one tenant has of the log. */
    final class Share {
        private final Period period;
        private final List<Meter> meters;
        private final LogLeaves leaves = new LogLeaves();
        private final Map<TopicPartition, Long> records = new HashMap<>();
        private final PeriodCount count;
        private Instant judgedFrom;
        private List<LogSpan> spans = List.of();

        private Share(Period period, List<Meter> meters, @Nullable Instant conflictsSince) {
            this.period = period;
            this.meters = List.copyOf(meters);
            this.count = empty();
            Duration open = meters.stream()
                    .map(Meter::grace)
                    .max(Duration::compareTo)
                    .orElse(Duration.ZERO)
                    .plus(JUDGED_AT_LEAST);
            Instant usual = period.window().start().minus(open);
            this.judgedFrom = conflictsSince != null && conflictsSince.isBefore(usual) ? conflictsSince : usual;
        }

        private PeriodCount empty() {
            return new PeriodCount(period, meters, held);
        }

        private void digest(TopicPartition partition, LogRecord record) {
            if (period.window().contains(record.timestamp())) {
                leaves.add(partition, record);
                records.merge(partition, 1L, Long::sum);
                Instant needed = record.reachesBackTo().minus(FUTURE_BOUND);
                judgedFrom = needed.isBefore(judgedFrom) ? needed : judgedFrom;
            }
        }

        private boolean concerns(LogRecord record) {
            return !record.timestamp().isBefore(judgedFrom)
                    && (!period.isFinal()
                            || record.timestamp().isBefore(period.window().end()));
        }

        PeriodCount count() {
            return count;
        }

        List<Leaf> leaves() {
            return leaves.leaves();
        }

        Instant judgedFrom() {
            return judgedFrom;
        }

        List<LogSpan> spans() {
            return spans;
        }
    }

    CountLog(LogReader log, Held held, CertificateLimits limits) {
        this.log = log;
        this.held = held;
        this.limits = limits;
    }

    /**
     * To be called for every tenant before anything is read.
     *
     * @param conflictsSince when the earliest fact was recorded that something in the window was in conflict with; null for none
     */
    Share of(Period period, List<Meter> meters, @Nullable Instant conflictsSince) {
        Share share = new Share(period, meters, conflictsSince);
        shares.put(period.tenant().toString(), share);
        return share;
    }

    void count(Period period) {
        @Nullable Instant before = period.isFinal() ? period.window().end() : null;
        log.spans(period.window().start(), period.window().end())
                .forEach((partition, span) -> log.read(partition, span, record -> {
                    Share share = shares.get(record.tenantId());
                    if (share != null) {
                        share.digest(partition, record);
                    }
                }));
        SortedMap<TopicPartition, Span> spans =
                new TreeMap<>(log.spans(period.window().start(), before));
        for (Share share : shares.values()) {
            share.judgedFrom = Instant.ofEpochMilli(share.judgedFrom.toEpochMilli());
            List<LogSpan> own = new ArrayList<>();
            log.spans(share.judgedFrom, before).forEach((partition, span) -> {
                spans.merge(partition, span, Span::together);
                own.add(new LogSpan(
                        partition.topic(),
                        partition.partition(),
                        span.first(),
                        span.end(),
                        share.records.getOrDefault(partition, 0L)));
            });
            share.spans = List.copyOf(own);
        }
        spans.forEach((partition, span) -> {
            if (LogReader.isOfDecisions(partition)) {
                log.read(partition, span, this::decide);
            }
        });
        spans.forEach((partition, span) -> {
            if (!LogReader.isOfDecisions(partition)) {
                judge(partition, span);
            }
        });
    }

    private void decide(LogRecord record) {
        Share share = shares.get(record.tenantId());
        if (share != null && share.concerns(record)) {
            RawFact call = record.fact();
            share.count.add(record, call, decisions.add(record, call));
        }
    }

    /** Again in twice as many parts, each of which has some of the identities, while they are too many. */
    private void judge(TopicPartition partition, Span span) {
        int parts = 1;
        while (!judge(partition, span, parts)) {
            parts *= 2;
            if (parts > PARTS_MAX) {
                throw new IllegalStateException("one identity is too many for " + limits);
            }
        }
    }

    /** @return false if there was no room */
    private boolean judge(TopicPartition partition, Span span, int parts) {
        Map<Share, PeriodCount> counts = new HashMap<>();
        for (int part = 0; part < parts; part++) {
            Judge judge = new Judge(held, decisions);
            int only = part;
            log.read(partition, span, stored -> isOfPart(stored, parts, only), record -> {
                Share share = shares.get(record.tenantId());
                if (share != null && share.concerns(record) && judge.size() <= limits.identitiesHeld()) {
                    counts.computeIfAbsent(share, Share::empty).judge(record, record.fact(), judge);
                }
            });
            if (judge.size() > limits.identitiesHeld()) {
                return false;
            }
        }
        counts.forEach((share, count) -> share.count.add(count));
        return true;
    }

    /** All records of one identity have one key. */
    private static boolean isOfPart(ConsumerRecord<byte[], byte[]> stored, int parts, int part) {
        return Math.floorMod(Arrays.hashCode(stored.key()), parts) == part;
    }
}
