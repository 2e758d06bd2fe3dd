package io.matrixplatform.model.metering.folds;

import io.matrixplatform.model.time.TimeWindow;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What was sampled of instances, second by second: what {@link Timelines} make level × hours of. Times are read at full seconds;
 * of several samples of a probe within one second the last holds.
 *
 * <p>One of these knows the samples of its own window only, so its result lacks what lies between the last sample of one window
 * and the first of the next: that is brought in by {@link Timelines}.
 *
 * <p>A window of one series has one probe, as a rule. Where many series share one, of the probes the first few in order are
 * kept, and the result says so.
 */
final class SampledLevel extends Fold {
    static final int PROBES_KEPT = 8;
    static final int SAMPLES_KEPT_A_SECOND = 2;

    private static final int SECONDS_MAX = 100_000;
    private static final int HOLD_SECONDS_MAX = 1_000_000;
    private static final long MICROS_PER_SECOND = 1_000_000L;

    private final long holdSeconds;
    private final NavigableMap<Probe, NavigableMap<Long, FirstKeys<Sample>>> probes = new TreeMap<>();
    private boolean more;

    SampledLevel(Duration hold) {
        this(hold.toSeconds());
    }

    private SampledLevel(long holdSeconds) {
        this.holdSeconds = holdSeconds;
    }

    /** How long a level holds at most, and what a counter may be silent for. */
    long holdSeconds() {
        return holdSeconds;
    }

    /** Whether there were probes that are not kept. */
    boolean hasMore() {
        return more;
    }

    Map<Probe, NavigableMap<Long, FirstKeys<Sample>>> probes() {
        return Collections.unmodifiableMap(probes);
    }

    static FirstKeys<Sample> none() {
        return new FirstKeys<>(Sample.LATEST_FIRST, SAMPLES_KEPT_A_SECOND);
    }

    @Override
    void count(Observation observation, long times) {
        Sampling sampling = observation.sampling();
        if (sampling == null) {
            throw new IllegalArgumentException("a sample says of what it is");
        }
        NavigableMap<Long, FirstKeys<Sample>> seconds = of(sampling.probe());
        long second = Math.floorDiv(observation.occurredAt(), MICROS_PER_SECOND);
        seconds.computeIfAbsent(second, any -> none()).count(Sample.of(observation), times);
        forgetBeyond();
    }

    @Override
    public void merge(Fold other) {
        if (!(other instanceof SampledLevel that) || that.holdSeconds != holdSeconds) {
            throw isOther(other);
        }
        that.probes.forEach((probe, seconds) -> {
            NavigableMap<Long, FirstKeys<Sample>> held = of(probe);
            seconds.forEach((second, samples) ->
                    held.computeIfAbsent(second, any -> none()).merge(samples));
        });
        more |= that.more;
        forgetBeyond();
    }

    private NavigableMap<Long, FirstKeys<Sample>> of(Probe probe) {
        return probes.computeIfAbsent(probe, any -> new TreeMap<>());
    }

    /** One that was ever among the first stays there as long as those before it do, so no order makes a difference. */
    private void forgetBeyond() {
        while (probes.size() > PROBES_KEPT) {
            probes.pollLastEntry();
            more = true;
        }
    }

    @Override
    public FoldResult result(TimeWindow window) {
        Timelines<String> timelines = new Timelines<>();
        timelines.add("", this);
        return timelines.total(window);
    }

    /** Of what is kept: that there is no less where something is not. */
    static FoldResult result(BigDecimal quantity, boolean isPart) {
        return new FoldResult(quantity, isPart ? ErrorBound.of(ErrorBound.Kind.AT_LEAST) : null);
    }

    @Override
    public Fold copy() {
        SampledLevel copy = new SampledLevel(holdSeconds);
        probes.forEach((probe, seconds) -> {
            NavigableMap<Long, FirstKeys<Sample>> copied = copy.of(probe);
            seconds.forEach((second, samples) -> samples.copyTo(copied.computeIfAbsent(second, any -> none())));
        });
        copy.more = more;
        return copy;
    }

    @Override
    Fold.Kind kind() {
        return Fold.Kind.SAMPLED_LEVEL;
    }

    @Override
    void write(FoldWriter out) {
        out.writeNumber(holdSeconds);
        out.writeByte(more ? 1 : 0);
        out.writeNumber(probes.size());
        probes.forEach((probe, seconds) -> {
            out.writeText(probe.instance());
            out.writeText(probe.metric());
            out.writeNumber(seconds.size());
            seconds.forEach((second, samples) -> {
                out.writeNumber(second);
                samples.write(out, Sample::write);
            });
        });
    }

    static SampledLevel read(FoldReader in) {
        SampledLevel level = new SampledLevel(in.readCount(HOLD_SECONDS_MAX));
        level.more = in.readByte() == 1;
        for (int left = in.readCount(PROBES_KEPT); left > 0; left--) {
            NavigableMap<Long, FirstKeys<Sample>> seconds = level.of(new Probe(in.readText(), in.readText()));
            for (int rest = in.readCount(SECONDS_MAX); rest > 0; rest--) {
                seconds.computeIfAbsent(in.readNumber(), any -> none()).read(in, Sample::read);
            }
        }
        return level;
    }
}
