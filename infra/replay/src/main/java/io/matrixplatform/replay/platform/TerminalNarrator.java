package io.matrixplatform.replay.platform;

import java.io.PrintWriter;
import java.util.function.Supplier;

/** Tells it to a terminal, where the status line is rewritten, or to a file, where it is written now and then. */
public final class TerminalNarrator implements Narrator {
    private static final long TERMINAL_NANOS = 200_000_000L;
    private static final long FILE_NANOS = 5_000_000_000L;
    private static final String REWRITE = "\r\033[K";

    private final PrintWriter out;
    private final boolean terminal;
    private long toldAt = System.nanoTime() - FILE_NANOS;
    private boolean statusStands;

    TerminalNarrator(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @SuppressWarnings("SystemConsoleNull") // from JDK 22 on it is never null; then the line is always rewritten
    public static TerminalNarrator on(PrintWriter out) {
        return new TerminalNarrator(out, System.console() != null);
    }

    @Override
    public synchronized void update(Supplier<String> status) {
        long now = System.nanoTime();
        if (now - toldAt < (terminal ? TERMINAL_NANOS : FILE_NANOS)) {
            return;
        }
        toldAt = now;
        out.print(terminal ? REWRITE + status.get() : status.get() + "\n");
        out.flush();
        statusStands = terminal;
    }

    @Override
    public synchronized void say(String line) {
        out.print((statusStands ? REWRITE : "") + line + "\n");
        out.flush();
        statusStands = false;
    }
}
