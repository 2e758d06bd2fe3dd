package io.matrixplatform.ingest.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class InFlightTest {
    private final InFlight inFlight = new InFlight(100);

    @Test
    void refusesWhatDoesNotFitAndHoldsNothingOfIt() {
        InFlight.Account first = inFlight.open();
        InFlight.Account second = inFlight.open();
        first.hold(60);
        second.hold(40);

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> second.hold(1))
                .extracting(ProblemException::type)
                .isEqualTo(ProblemType.OVERLOADED);
        assertThat(inFlight.bytes()).isEqualTo(100);
    }

    @Test
    void givesEverythingBackOnce() {
        InFlight.Account account = inFlight.open();
        account.hold(30);
        account.hold(30);

        account.close();
        account.close();

        assertThat(inFlight.bytes()).isZero();
        assertThat(inFlight.requests()).isZero();
    }

    @Test
    void takesNothingMoreOnOnceItDrains() {
        inFlight.drain(Duration.ZERO);

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(inFlight::open)
                .extracting(ProblemException::type)
                .isEqualTo(ProblemType.SHUTTING_DOWN);
    }

    @Test
    void waitsForWhatIsUnderWay() throws InterruptedException {
        InFlight.Account account = inFlight.open();
        Thread drain = new Thread(() -> inFlight.drain(Duration.ofSeconds(30)));
        drain.start();

        account.close();
        drain.join(10_000);

        assertThat(drain.isAlive()).isFalse();
    }
}
