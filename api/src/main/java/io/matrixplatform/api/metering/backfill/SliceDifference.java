package io.matrixplatform.api.metering.backfill;

import io.matrixplatform.model.ids.BackfillId;
import io.matrixplatform.model.metering.Slice;
import io.matrixplatform.model.metering.folds.Folding;
import io.matrixplatform.model.time.TimeWindow;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The rule: what one slice holds with a backfill and without it. An earlier backfill of the same slice gives way to this one,
 * whatever it booked; what metering booked stays.
 */
final class SliceDifference {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Comparator<Series.At> IN_ORDER = Comparator.comparing(Series.At::start)
            .thenComparing(at -> at.series().name());

    private final TimeWindow slice;
    private final @Nullable Folding folding;
    private final Map<Series, Amount> metered = new HashMap<>();
    private final Map<Series.At, Amount> minutes = new HashMap<>();
    private final Map<Series, Amount> slices = new HashMap<>();
    private final Map<Series.At, Entry> priorMinutes = new HashMap<>();
    private final Map<Series, Entry> priorSlices = new HashMap<>();
    private @Nullable BackfillId priorId;

    /** @param folding null where quantities add up */
    SliceDifference(Instant start, @Nullable Folding folding) {
        this.slice = new TimeWindow(start, start.plus(Slice.LENGTH));
        this.folding = folding;
    }

    /** What metering has booked; of one series in as many pieces as there are. */
    void addMetered(Series series, Amount amount) {
        metered.computeIfAbsent(series, any -> nothing()).add(amount);
    }

    /** What was counted of a minute, in as many pieces as there are. */
    void addCounted(Series.At minute, Amount amount) {
        minutes.computeIfAbsent(minute, any -> nothing()).add(amount);
        slices.computeIfAbsent(minute.series(), any -> nothing()).add(amount);
    }

    /** What the backfill says that holds now. */
    void addPrior(BackfillId backfill, Entry entry) {
        priorId = backfill;
        if (entry.isOfSlice()) {
            priorSlices.put(entry.series(), entry);
        } else {
            priorMinutes.put(entry.series().at(entry.start()), entry);
        }
    }

    /** Those of slices, then those of minutes; places are to be given. Nothing where nothing was and nothing is. */
    List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        Set<Series.At> ofSlices = new TreeSet<>(IN_ORDER);
        slices.keySet().forEach(series -> ofSlices.add(series.at(slice.start())));
        priorSlices.keySet().forEach(series -> ofSlices.add(series.at(slice.start())));
        for (Series.At at : ofSlices) {
            Amount now = slices.getOrDefault(at.series(), nothing());
            Amount prior = amount(priorSlices.get(at.series()));
            if (now.facts() != 0 || prior.facts() != 0) {
                Amount others = metered.getOrDefault(at.series(), nothing());
                entries.add(entry(at, slice, now, prior, others));
            }
        }
        Set<Series.At> ofMinutes = new TreeSet<>(IN_ORDER);
        ofMinutes.addAll(minutes.keySet());
        ofMinutes.addAll(priorMinutes.keySet());
        for (Series.At at : ofMinutes) {
            Amount now = minutes.getOrDefault(at, nothing());
            Amount prior = amount(priorMinutes.get(at));
            if (now.facts() != 0 || prior.facts() != 0) {
                entries.add(entry(at, new TimeWindow(at.start(), at.start().plus(MINUTE)), now, prior, null));
            }
        }
        return entries;
    }

    /** Of every series with something in the slice, what it holds without this backfill. */
    Map<Series, Amount> before() {
        Map<Series, Amount> before = new HashMap<>();
        priorSlices.forEach((series, entry) -> before.put(series, entry.amount()));
        metered.forEach((series, amount) ->
                before.computeIfAbsent(series, any -> nothing()).add(amount));
        return before;
    }

    /** The same with it. */
    Map<Series, Amount> after() {
        Map<Series, Amount> after = new HashMap<>();
        slices.forEach((series, amount) -> after.put(series, amount.copy()));
        metered.forEach((series, amount) ->
                after.computeIfAbsent(series, any -> nothing()).add(amount));
        return after;
    }

    private Amount nothing() {
        return Amount.nothing(folding);
    }

    private Amount amount(@Nullable Entry prior) {
        return prior == null ? nothing() : prior.amount();
    }

    /** @param others what metering booked beside it; null of a minute, where nobody asks */
    private Entry entry(Series.At at, TimeWindow window, Amount now, Amount prior, @Nullable Amount others) {
        Amount before = others == null ? null : others.copy().add(prior);
        Amount after = others == null ? null : others.copy().add(now);
        return new Entry(
                0,
                before == null ? null : normal(before.quantity(window)),
                before == null ? null : before.facts(),
                after == null ? null : normal(after.quantity(window)),
                after == null ? null : after.facts(),
                at.series().subscriptionId(),
                at.series().dimensions(),
                at.start(),
                now.quantity(window),
                now.foldBytes(),
                now.facts(),
                prior.facts() == 0 ? null : priorId,
                prior.quantity(window),
                prior.foldBytes(),
                prior.facts());
    }

    private static BigDecimal normal(BigDecimal quantity) {
        return quantity.signum() == 0 ? BigDecimal.ZERO : quantity.stripTrailingZeros();
    }
}
