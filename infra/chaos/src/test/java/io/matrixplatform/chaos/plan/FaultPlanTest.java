package io.matrixplatform.chaos.plan;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
    @Test
    void isTheSameForTheSameMinutesAndSeed() {
        assertThat(FaultPlan.of(30, 7)).isEqualTo(FaultPlan.of(30, 7));
        assertThat(FaultPlan.of(30, 7)).isNotEqualTo(FaultPlan.of(30, 8));
    }

    @Test
    void isWrittenDownSoThatAnotherJdkIsNoticed() {
        assertThat(FaultPlan.of(1, 1).faults().stream().map(Fault::toString))
                .containsExactly(
                        "t+00:04  kill -9 ingest",
                        "t+00:13  stop and continue (15.4 s) supervisor",
                        "t+00:23  restart postgresql",
                        "t+00:33  restart registry",
                        "t+00:43  stop and continue (6.8 s) pinot",
                        "t+00:51  kill -9 registry");
    }

    @Test
    void ofALongerRunBeginsAsThatOfAShorterOne() {
        List<Fault> shorter = FaultPlan.of(2, 5).faults();

        assertThat(FaultPlan.of(9, 5).faults()).startsWith(shorter.toArray(Fault[]::new));
    }

    @Test
    void befallsEveryPartInEveryWayWithinAHalfHour() {
        List<Fault> faults = FaultPlan.of(30, 3).faults();

        assertThat(parts(faults, Blow.KILL))
                .containsExactlyInAnyOrder(
                        "ingest",
                        "kafka",
                        "registry",
                        "jobmanager",
                        "taskmanager",
                        "pinot",
                        "postgresql",
                        "api",
                        "supervisor");
        assertThat(parts(faults, Blow.FREEZE)).isEqualTo(parts(faults, Blow.KILL));
        assertThat(parts(faults, Blow.RESTART)).hasSize(8).doesNotContain("supervisor");
        assertThat(parts(faults, Blow.KILL_AT_COMMIT)).containsExactlyInAnyOrder("kafka", "registry");
    }

    @Test
    void staysWithinItsMinutes() {
        assertThat(FaultPlan.of(3, 9).faults())
                .allMatch(fault -> fault.after().compareTo(Duration.ofMinutes(3)) < 0)
                .extracting(Fault::after)
                .isSorted();
    }

    @Test
    void needsAMinute() {
        assertThatIllegalArgumentException().isThrownBy(() -> FaultPlan.of(0, 1));
    }

    private static Set<String> parts(List<Fault> faults, Blow blow) {
        return faults.stream()
                .filter(fault -> fault.blow() == blow)
                .map(Fault::part)
                .collect(toSet());
    }
}
