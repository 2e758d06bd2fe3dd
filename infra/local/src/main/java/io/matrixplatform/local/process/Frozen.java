package io.matrixplatform.local.process;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** A process and its descendants that stand still, as on a machine that hangs, until this is closed. */
public final class Frozen implements AutoCloseable {
    private final List<ProcessRecord> family;

    private Frozen(List<ProcessRecord> family) {
        this.family = family;
    }

    public static Frozen of(ProcessHandle process) throws IOException {
        List<ProcessRecord> family = Stream.concat(Stream.of(process), process.descendants())
                .flatMap(one -> ProcessRecord.ofLiving(one).stream())
                .toList();
        Frozen frozen = new Frozen(family);
        frozen.tell(Signal.STOP);
        return frozen;
    }

    private void tell(Signal signal) throws IOException {
        for (ProcessRecord one : family) {
            if (one.living().isPresent()) {
                signal.send(one.pid());
            }
        }
    }

    /** Lets go on whoever still lives. */
    @Override
    public void close() throws IOException {
        tell(Signal.CONT);
    }
}
