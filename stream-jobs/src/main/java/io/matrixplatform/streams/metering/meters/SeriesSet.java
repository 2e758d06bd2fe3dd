package io.matrixplatform.streams.metering.meters;

import java.util.List;

/**
 * The series of meters that group by the same dimensions. As a rule there is one object for what is the same, so they are told
 * apart by that: it is looked up for each fact.
 */
public final class SeriesSet {
    private final List<Series> series;

    public SeriesSet(List<Series> series) {
        this.series = List.copyOf(series);
    }

    public int size() {
        return series.size();
    }

    public Series get(int place) {
        return series.get(place);
    }
}
