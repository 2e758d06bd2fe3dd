package io.matrixplatform.replay.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which calls are contradicted, amended, cancelled or implausible: at most one of these each. */
record Oddities(Map<Integer, Saying> byCall) {
    static Oddities choose(int rows, Injection injection, Dice dice) {
        List<Integer> shuffled = dice.shuffle(rows, "oddity");
        Map<Integer, Saying> byCall = new HashMap<>();
        int next = 0;
        next = give(Saying.CONTRADICTION, injection.conflicts(), shuffled, next, byCall);
        next = give(Saying.AMENDMENT, injection.amended(), shuffled, next, byCall);
        next = give(Saying.CANCELLATION, injection.cancelled(), shuffled, next, byCall);
        give(Saying.IMPLAUSIBLE_CALL, injection.invalid(), shuffled, next, byCall);
        return new Oddities(byCall);
    }

    private static int give(
            Saying saying, double share, List<Integer> shuffled, int from, Map<Integer, Saying> byCall) {
        int to = Math.min(shuffled.size(), from + (int) Math.round(share * shuffled.size()));
        shuffled.subList(from, to).forEach(number -> byCall.put(number, saying));
        return to;
    }

    /** {@link Saying#CALL} of those that are nothing odd. */
    Saying of(int number) {
        return byCall.getOrDefault(number, Saying.CALL);
    }

    boolean isCorrected(int number) {
        return of(number) == Saying.AMENDMENT || of(number) == Saying.CANCELLATION;
    }
}
