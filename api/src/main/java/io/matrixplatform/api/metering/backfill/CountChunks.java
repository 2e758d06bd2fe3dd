package io.matrixplatform.api.metering.backfill;

import io.matrixplatform.api.catalog.meters.Meter;
import io.matrixplatform.api.metering.recount.RawFact;
import io.matrixplatform.api.metering.recount.RawLog;
import io.matrixplatform.api.metering.recount.RawReading;
import io.matrixplatform.api.metering.recount.RawSpan;
import io.matrixplatform.api.metering.recount.RawStories;
import io.matrixplatform.api.metering.recount.RecountRules;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/**
 * Counts the log piece by piece. What is counted of a piece holds once all of it was read; until then it is counted again from
 * its beginning, by whoever comes then.
 */
final class CountChunks {
    /** A fact may occur that much after it is recorded. */
    private static final Duration FUTURE_BOUND = Duration.ofMinutes(5);

    /** More than facts of one identity can be out of the order in which they were recorded. */
    private static final Duration DISORDER = Duration.ofMinutes(1);

    private static final Duration TELL_EVERY = Duration.ofSeconds(1);

    private final Jdbi jdbi;
    private final WorkDao dao;
    private final RawLog log;
    private final RecountRules rules;
    private final BackfillLimits limits;
    private final InstantSource clock;

    CountChunks(Jdbi jdbi, RawLog log, RecountRules rules, BackfillLimits limits, InstantSource clock) {
        this.jdbi = jdbi;
        this.dao = jdbi.onDemand(WorkDao.class);
        this.log = log;
        this.rules = rules;
        this.limits = limits;
        this.clock = clock;
    }

    /** Decides what is to be read: from where the first fact of the time can be, to the end that the log has now. */
    void plan(Backfill backfill, Meter meter) {
        List<Chunk> chunks = log.spans(meter.countsApiCalls(), backfill.from().minus(FUTURE_BOUND)).stream()
                .map(span -> new Chunk(
                        span.partition(), 0, 1, span.first(), Math.max(span.first(), span.end()), span.first(), false))
                .toList();
        jdbi.useTransaction(transaction -> {
            WorkDao inside = transaction.attach(WorkDao.class);
            if (inside.move(backfill.id(), Backfill.State.WAITING, Backfill.State.COUNTING, clock.instant())) {
                inside.insertChunks(backfill.id(), chunks);
            }
        });
    }

    /** Reads all of a piece, or splits it, or stops because nobody wants it any more. */
    void count(Backfill backfill, Meter meter, Chunk chunk) {
        dao.forgetCounts(backfill.id(), chunk);
        MinuteCounts counts = new MinuteCounts(meter);
        RawStories stories = new RawStories(
                backfill.window(), rules.of(backfill.tenantId(), backfill.window()), (fact, recordedAt, sign) -> {
                    if (recordedAt.isBefore(backfill.recordedBefore())) {
                        counts.count(fact, sign);
                    }
                });
        RawSpan span = new RawSpan(meter.countsApiCalls(), chunk.partition(), chunk.firstOffset(), chunk.endOffset());
        Instant told = clock.instant();
        try (RawReading reading = log.open(span, backfill.tenantId().toString())) {
            while (!reading.isRead()) {
                reading.next().stream()
                        .filter(fact -> concerns(fact, chunk, backfill, stories))
                        .forEach(stories::add);
                if (stories.size() > limits.identitiesHeld()) {
                    split(backfill, chunk);
                    return;
                }
                if (counts.size() > limits.minutesHeld()) {
                    putAway(dao, backfill, chunk, counts);
                }
                if (clock.instant().isAfter(told.plus(TELL_EVERY))) {
                    if (!dao.isCounting(backfill.id())) {
                        return;
                    }
                    dao.read(backfill.id(), chunk, reading.position(), false);
                    told = clock.instant();
                }
            }
        }
        jdbi.useTransaction(transaction -> {
            WorkDao inside = transaction.attach(WorkDao.class);
            putAway(inside, backfill, chunk, counts);
            inside.read(backfill.id(), chunk, chunk.endOffset(), true);
        });
    }

    /** Of an identity that comes up after the meter took effect, everything is the job's. */
    private static boolean concerns(RawFact fact, Chunk chunk, Backfill backfill, RawStories stories) {
        return chunk.has(fact.hashedIdentity())
                && (fact.recordedAt().isBefore(backfill.recordedBefore().plus(DISORDER)) || stories.knows(fact));
    }

    private void split(Backfill backfill, Chunk chunk) {
        if (chunk.parts() >= Chunk.PARTS_MAX) {
            throw new FailedException("the tenant has too many facts in this time: ask for a shorter one");
        }
        jdbi.useTransaction(transaction -> {
            WorkDao inside = transaction.attach(WorkDao.class);
            inside.forgetCounts(backfill.id(), chunk);
            inside.removeChunk(backfill.id(), chunk);
            inside.insertChunks(backfill.id(), List.of(chunk.half(false), chunk.half(true)));
        });
    }

    private static void putAway(WorkDao dao, Backfill backfill, Chunk chunk, MinuteCounts counts) {
        List<CountedMinute> rows = counts.take().entrySet().stream()
                .map(minute -> CountedMinute.of(minute.getKey(), minute.getValue()))
                .toList();
        dao.insertCounts(backfill.id(), chunk, rows);
    }
}
