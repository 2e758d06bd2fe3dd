package io.matrixplatform.streams.metering.facts;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * The counters of one task: metrics, which begin at zero with every start, and between two barriers what they have grown by. Not
 * thread-safe.
 */
public final class FateCounters {
    /** A counter and how much of it was told. */
    private static final class Told {
        private final @Nullable Fate fate;
        private final Counter counter;
        private long told;

        Told(@Nullable Fate fate, Counter counter) {
            this.fate = fate;
            this.counter = counter;
        }
    }

    private final List<Told> all = new ArrayList<>();
    private final Map<Fate, Counter> byFate = new EnumMap<>(Fate.class);
    private final @Nullable Counter in;

    private FateCounters(MetricGroup group, boolean countsIn, Set<Fate> fates) {
        in = countsIn ? Fate.in(group) : null;
        if (in != null) {
            all.add(new Told(null, in));
        }
        for (Fate fate : fates) {
            Counter counter = fate.counter(group);
            byFate.put(fate, counter);
            all.add(new Told(fate, counter));
        }
    }

    /** Of what comes in. */
    public static FateCounters ofArrivals(MetricGroup group) {
        return new FateCounters(group, true, EnumSet.noneOf(Fate.class));
    }

    /** Of every fate. */
    public static FateCounters ofJudgements(MetricGroup group) {
        return new FateCounters(group, false, EnumSet.allOf(Fate.class));
    }

    public void arrive() {
        if (in != null) {
            in.inc();
        }
    }

    public void count(Fate fate) {
        counterOf(fate).inc();
    }

    /** A record that has had that fate gets another. */
    public void takeBack(Fate fate) {
        counterOf(fate).dec();
    }

    private Counter counterOf(Fate fate) {
        return requireNonNull(byFate.get(fate), "a fate of this task");
    }

    /** What has been counted since this was last asked; less than nothing where more was taken back. */
    public List<FateCount> sinceLast() {
        List<FateCount> counts = new ArrayList<>(all.size());
        for (Told each : all) {
            long now = each.counter.getCount();
            if (now != each.told) {
                counts.add(new FateCount(each.fate, now - each.told));
                each.told = now;
            }
        }
        return counts;
    }
}
