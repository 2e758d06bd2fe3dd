package io.matrixplatform.replay.counting;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What was sent beside what every stage has of it.
 *
 * @param run id of the replay
 * @param stages in the order of the pipeline; the first is what was sent
 * @param lateByRule the distinct calls of the raw log that came after the grace
 * @param lateLane what PostgreSQL has in the late lane
 * @param repeats records of the raw log beyond the first of their identity
 * @param comparisons what is no sum of calls or tokens
 * @param rejected what the edge refused, in its words
 */
public record Reconciliation(
        String run,
        List<Stage> stages,
        Stage lateByRule,
        Stage lateLane,
        long repeats,
        List<Comparison> comparisons,
        List<String> rejected) {
    public Reconciliation {
        comparisons = List.copyOf(comparisons);
        stages = List.copyOf(stages);
        rejected = List.copyOf(rejected);
        if (stages.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to compare");
        }
    }

    /** Whether every unit that was sent is in every stage exactly once. */
    public boolean isBalanced() {
        return faults().isEmpty();
    }

    /** A sentence for everything that is missing, too much or wrong. */
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        rejected.forEach(why -> faults.add("the edge rejected " + why));
        Stage sent = stages.get(0);
        stages.subList(1, stages.size()).forEach(stage -> compare(sent, stage, faults));
        compare(lateByRule, lateLane, faults);
        comparisons.forEach(comparison -> faults.addAll(comparison.faults()));
        return faults;
    }

    private static void compare(Stage expected, Stage actual, List<String> faults) {
        SortedSet<String> tenants = new TreeSet<>(expected.byTenant().keySet());
        tenants.addAll(actual.byTenant().keySet());
        for (String tenant : tenants) {
            Totals surplus = actual.of(tenant).minus(expected.of(tenant));
            String where = actual.name() + ", " + tenant + ": ";
            addFault(faults, where, surplus.calls(), "calls");
            addFault(faults, where, surplus.inputTokens(), "input tokens");
            addFault(faults, where, surplus.outputTokens(), "output tokens");
        }
    }

    private static void addFault(List<String> faults, String where, long surplus, String unit) {
        if (surplus < 0) {
            faults.add(where + -surplus + " " + unit + " missing");
        } else if (surplus > 0) {
            faults.add(where + surplus + " " + unit + " too many");
        }
    }
}
