package io.matrixplatform.chaos;

import io.matrixplatform.chaos.balance.Certified;
import io.matrixplatform.chaos.faults.Struck;
import io.matrixplatform.chaos.faults.Struck.Result;
import io.matrixplatform.replay.Report;
import io.matrixplatform.replay.counting.Reconciliation;
import java.util.ArrayList;
import java.util.List;

/**
 * What befell the stack, and what was counted in the end.
 *
 * @param timeline by time
 * @param failures faults that could not be brought about
 * @param certified what the recount certificates of it came to
 * @param rejected bad events that the edge rejected
 * @param taken bad events that it took
 */
public record Outcome(
        List<Struck> timeline,
        List<String> failures,
        Reconciliation found,
        Certified.Verdict certified,
        long rejected,
        long taken) {
    public Outcome {
        timeline = List.copyOf(timeline);
        failures = List.copyOf(failures);
    }

    /** A sentence for everything that is not as it must be. */
    public List<String> faults() {
        List<String> faults = new ArrayList<>(found.faults());
        timeline.stream()
                .filter(struck -> struck.result() == Result.NOT_BACK)
                .forEach(struck -> faults.add(struck.toString()));
        faults.addAll(failures);
        faults.addAll(certified.faults());
        if (taken > 0) {
            faults.add("the edge took " + taken + " bad events");
        }
        return faults;
    }

    /** The timeline and the balance, for people. */
    public String told() {
        StringBuilder text = new StringBuilder("timeline\n");
        timeline.forEach(struck -> text.append("  ").append(struck).append('\n'));
        text.append('\n').append(new Report(found).table(true));
        text.append("bad events rejected: ").append(rejected).append('\n');
        text.append("certificates verified: ").append(certified.certificates()).append('\n');
        List<String> faults = faults();
        faults.stream()
                .filter(fault -> !found.faults().contains(fault))
                .forEach(fault -> text.append("NOT BALANCED: ").append(fault).append('\n'));
        return text.append(faults.isEmpty() ? "chaos: balanced to the unit\n" : "chaos: NOT balanced\n")
                .toString();
    }
}
