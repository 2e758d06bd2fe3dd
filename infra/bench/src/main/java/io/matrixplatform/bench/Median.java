package io.matrixplatform.bench;

import java.util.Arrays;
import java.util.List;

/** The middle of several measurements; of an even number the mean of the middle two. */
public final class Median {
    private Median() {}

    /** @throws IllegalArgumentException if there is nothing to take the middle of */
    public static double of(List<Double> measurements) {
        if (measurements.isEmpty()) {
            throw new IllegalArgumentException("no measurements");
        }
        double[] sorted =
                measurements.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The median of the ratios pair by pair, which a drift of the machine's speed does not bend. */
    public static double ofRatios(List<Double> measured, List<Double> baselines) {
        double[] ratios = new double[measured.size()];
        Arrays.setAll(ratios, i -> measured.get(i) / baselines.get(i));
        return of(Arrays.stream(ratios).boxed().toList());
    }
}
