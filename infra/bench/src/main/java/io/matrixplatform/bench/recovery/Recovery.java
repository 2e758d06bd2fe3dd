package io.matrixplatform.bench.recovery;

import io.matrixplatform.bench.Figures;
import io.matrixplatform.bench.Latencies;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One recovery: seconds from the kill until each moment of it.
 *
 * @param failed Flink has noticed, and begun to restart the job
 * @param deployed the last task was sent to the process that stood by
 * @param running the last task had its state
 * @param concluding the first conclusion of the new life was in Kafka
 * @param caughtUp the conclusions were no farther behind than before the kill
 * @param secured the first checkpoint of the new life was complete
 * @param standingBy the supervisor has started the process again, and it stands by
 * @param lagBefore what the conclusions were behind before the kill, in seconds
 */
record Recovery(
        double failed,
        double deployed,
        double running,
        double concluding,
        double caughtUp,
        double secured,
        double standingBy,
        double lagBefore) {

    /** The moments on the way, in order, by name. */
    private Map<String, Double> phases() {
        Map<String, Double> phases = new LinkedHashMap<>();
        phases.put("failed", failed);
        phases.put("deployed", deployed);
        phases.put("running", running);
        phases.put("concluding", concluding);
        phases.put("secured", secured);
        phases.put("standing_by", standingBy);
        return phases;
    }

    static void report(List<Recovery> recoveries, double perSecond, Figures figures) {
        Latencies caughtUp = new Latencies();
        Latencies lagBefore = new Latencies();
        Map<String, Latencies> phases = new LinkedHashMap<>();
        for (Recovery recovery : recoveries) {
            caughtUp.add(recovery.caughtUp);
            lagBefore.add(recovery.lagBefore);
            recovery.phases()
                    .forEach((name, seconds) -> phases.computeIfAbsent(name, unused -> new Latencies())
                            .add(seconds));
        }
        String under = String.format(Locale.ROOT, "%d kills at %.0f events/s", recoveries.size(), perSecond);
        figures.figure("recovery_p50_s", caughtUp.percentile(50), "s", under);
        figures.figure("recovery_p95_s", caughtUp.percentile(95), "s", under);
        figures.figure("recovery_max_s", caughtUp.percentile(100), "s", under);
        figures.figure("lag_before_p50_s", lagBefore.percentile(50), "s");
        phases.forEach((name, seconds) -> figures.figure(name + "_p50_s", seconds.percentile(50), "s"));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "caught up after %.1f s (", caughtUp));
        phases().forEach((name, seconds) -> text.append(String.format(Locale.ROOT, "%s %.1f, ", name, seconds)));
        return text.append(String.format(Locale.ROOT, "lag before %.1f)", lagBefore))
                .toString();
    }
}
