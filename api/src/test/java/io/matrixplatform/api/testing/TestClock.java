package io.matrixplatform.api.testing;

import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The clock of the servers under test: that of the machine, unless a test holds it. */
public final class TestClock implements InstantSource {
    private static final TestClock ONLY = new TestClock();

    private volatile @Nullable Instant held;

    private TestClock() {}

    public static TestClock shared() {
        return ONLY;
    }

    @Override
    public Instant instant() {
        Instant at = held;
        return at == null ? InstantSource.system().instant() : at;
    }

    /** Stands still from now on. */
    public void hold() {
        held = InstantSource.system().instant();
    }

    /** Goes with the machine's again. */
    public void go() {
        held = null;
    }
}
