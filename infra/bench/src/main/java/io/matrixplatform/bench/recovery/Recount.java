package io.matrixplatform.bench.recovery;

import io.matrixplatform.bench.load.Sums;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * What clients had acknowledged beside what a stage of the platform makes of it: calls and tokens, of each tenant.
 *
 * @param lost units that the stage has less
 * @param doubled units that it has more
 */
record Recount(long lost, long doubled) {
    static Recount of(Map<String, Sums> acknowledged, Map<String, Sums> counted) {
        long[] differences = acknowledged.entrySet().stream()
                .flatMapToLong(
                        tenant -> differences(tenant.getValue(), counted.getOrDefault(tenant.getKey(), Sums.NONE)))
                .toArray();
        long lost = -LongStream.of(differences).filter(units -> units < 0).sum();
        return new Recount(
                lost, LongStream.of(differences).filter(units -> units > 0).sum());
    }

    boolean isBalanced() {
        return lost == 0 && doubled == 0;
    }

    private static LongStream differences(Sums acknowledged, Sums counted) {
        return LongStream.of(
                counted.calls() - acknowledged.calls(),
                counted.inputTokens() - acknowledged.inputTokens(),
                counted.outputTokens() - acknowledged.outputTokens());
    }
}
