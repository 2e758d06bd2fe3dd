package io.matrixplatform.replay.sending;

import io.matrixplatform.replay.counting.Totals;
import io.matrixplatform.replay.plan.PlannedCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

/** What a replay has done so far. Thread-safe. */
public final class Tally {
    private final IntFunction<String> tenantIds;
    private final Set<String> sent = new HashSet<>();
    private final Map<String, Totals> sentByTenant = new HashMap<>();
    private final List<String> rejected = new ArrayList<>();
    private long acknowledgements;
    private long retries;
    private String lastTrouble = "";

    public Tally(IntFunction<String> tenantIds) {
        this.tenantIds = tenantIds;
    }

    /** Counts each event when it first goes out. */
    synchronized void sent(List<PlannedCall> calls) {
        for (PlannedCall call : calls) {
            if (sent.add(call.name())) {
                sentByTenant.merge(tenantIds.apply(call.tenant()), call.adds(), Totals::plus);
            }
        }
    }

    synchronized void acknowledged(int events) {
        acknowledgements += events;
    }

    synchronized void again(String why) {
        retries++;
        lastTrouble = why;
    }

    synchronized void rejected(Verdict.Rejection rejection) {
        rejected.add(rejection.id() + ": " + rejection.code() + ", " + rejection.detail());
    }

    public synchronized Map<String, Totals> sentByTenant() {
        return Map.copyOf(sentByTenant);
    }

    /** Events acknowledged, repeats included. */
    public synchronized long acknowledgements() {
        return acknowledgements;
    }

    /** Requests that had to be made again. */
    public synchronized long retries() {
        return retries;
    }

    /** Why the last one had to; empty if none. */
    public synchronized String lastTrouble() {
        return lastTrouble;
    }

    public synchronized List<String> rejected() {
        return List.copyOf(rejected);
    }
}
