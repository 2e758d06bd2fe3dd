package io.matrixplatform.ingest.access.limits;

import io.matrixplatform.model.access.limits.Counted;
import io.matrixplatform.model.access.limits.Limit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one owner, a subscription or a key, has used of its limits: two numbers for each. Not thread-safe: {@link TenantMeters}
 * holds the lock.
 */
final class Meters {
    private Policy policy;
    private long[] state;
    private int open;
    private boolean isNews;

    Meters(Policy policy, Now now) {
        this.policy = policy;
        this.state = new long[policy.size() * Arithmetic.SIZE];
        for (int place = 0; place < policy.size(); place++) {
            begin(state, place, now);
        }
    }

    /** Goes on with what was used before a restart, where that still counts. */
    void restore(List<KeptWindows.Window> windows, Now now) {
        for (KeptWindows.Window window : windows) {
            int place = policy.placeOf(window.kind());
            if (place >= 0 && policy.arithmetic(place) instanceof FixedWindow arithmetic) {
                arithmetic.restore(state, at(place), window.number(), window.used(), now);
            }
        }
    }

    /** Leaves no more of what comes back all the time than has since a moment at which nothing was there. */
    void empty(Now then, Now now) {
        for (int place = 0; place < policy.size(); place++) {
            if (policy.arithmetic(place) instanceof Gcra arithmetic) {
                arithmetic.empty(state, at(place), then, now);
            }
        }
    }

    /** What is to be kept over a restart. */
    void keep(String owner, List<KeptWindows.Window> into, Now now) {
        for (int place = 0; place < policy.size(); place++) {
            if (policy.arithmetic(place) instanceof FixedWindow && used(place, now) > 0) {
                into.add(new KeptWindows.Window(
                        owner, policy.limit(place).limit().kind(), state[at(place)], used(place, now)));
            }
        }
    }

    Policy policy() {
        return policy;
    }

    /** Goes on under another policy with what was used under the one before. */
    void change(Policy next, Now now) {
        isNews = true;
        long[] carried = new long[next.size() * Arithmetic.SIZE];
        Policy before = policy;
        policy = next;
        for (int place = 0; place < next.size(); place++) {
            int was = before.placeOf(next.limit(place).limit().kind());
            if (was < 0) {
                begin(carried, place, now);
            } else {
                next.arithmetic(place).carry(before.arithmetic(was), state, at(was), carried, at(place), now);
            }
        }
        state = carried;
    }

    private void begin(long[] fresh, int place, Now now) {
        policy.arithmetic(place).begin(fresh, at(place), now);
        if (policy.counted(place) == Counted.OPEN_REQUESTS) {
            policy.arithmetic(place).take(fresh, at(place), open, now);
        }
    }

    /** Changes nothing. */
    long waitFor(int place, Demand demand, Now now) {
        return policy.arithmetic(place).waitFor(state, at(place), demand.of(policy.counted(place)), now);
    }

    long used(int place, Now now) {
        return policy.arithmetic(place).used(state, at(place), now);
    }

    /** Uses what was found to fit. */
    void take(Demand demand, boolean isStale, Now now) {
        isNews = true;
        for (int place = 0; place < policy.size(); place++) {
            if (policy.counts(place, isStale)) {
                policy.arithmetic(place).take(state, at(place), demand.of(policy.counted(place)), now);
            }
        }
        open++;
    }

    /**
     * Puts right what was taken for a call that has ended.
     *
     * @param then the policy that it was let in under
     * @param wasStale what {@link #take} was told
     */
    void settle(Demand reserved, Demand actual, Policy then, boolean wasStale, Now now) {
        isNews = true;
        open--;
        for (int place = 0; place < policy.size(); place++) {
            Counted counted = policy.counted(place);
            int thenPlace = then.placeOf(policy.limit(place).limit().kind());
            if (counted.isTokens() && thenPlace >= 0 && then.counts(thenPlace, wasStale)) {
                settle(place, actual.of(counted) - reserved.of(counted), now);
            } else if (counted == Counted.OPEN_REQUESTS) {
                settle(place, open - used(place, now), now);
            }
        }
    }

    private void settle(int place, long excess, Now now) {
        policy.arithmetic(place).settle(state, at(place), excess, now);
    }

    void read(List<Reading> into, boolean isStale, Now now) {
        for (int place = 0; place < policy.size(); place++) {
            if (policy.counts(place, isStale)) {
                Arithmetic arithmetic = policy.arithmetic(place);
                into.add(new Reading(
                        policy.limit(place),
                        arithmetic.remaining(state, at(place), now),
                        arithmetic.untilFull(state, at(place), now),
                        arithmetic.untilMore(state, at(place), now)));
            }
        }
    }

    /** What is used, if that is not what time has made of what was told last. */
    Optional<LimitUse> news(String owner, Now now) {
        if (!isNews) {
            return Optional.empty();
        }
        isNews = false;
        List<LimitUse.Used> limits = new ArrayList<>(policy.size());
        for (int place = 0; place < policy.size(); place++) {
            Limit limit = policy.limit(place).limit();
            long untilFull = policy.arithmetic(place).untilFull(state, at(place), now);
            limits.add(LimitUse.Used.of(limit.kind(), limit.amount(), used(place, now), untilFull, now));
        }
        return Optional.of(new LimitUse(owner, LimitUse.at(now), limits));
    }

    /** Whether forgetting it would change no decision. */
    boolean isIdle(Now now) {
        if (open > 0) {
            return false;
        }
        for (int place = 0; place < policy.size(); place++) {
            if (!policy.arithmetic(place).isIdle(state, at(place), now)) {
                return false;
            }
        }
        return true;
    }

    private static int at(int place) {
        return place * Arithmetic.SIZE;
    }
}
