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
                        "t+00:04  kill -9 api",
                        "t+00:14  kill -9 at a segment commit (354 ms after) kafka",
                        "t+00:26  restart ingest",
                        "t+00:34  kill -9 taskmanager-2",
                        "t+00:46  stop and continue (6.0 s) kafka",
                        "t+00:58  kill -9 supervisor");
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
                        "taskmanager-2",
                        "pinot",
                        "postgresql",
                        "api",
                        "supervisor");
        assertThat(parts(faults, Blow.FREEZE)).isEqualTo(parts(faults, Blow.KILL));
        assertThat(parts(faults, Blow.RESTART)).hasSize(9).doesNotContain("supervisor");
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
