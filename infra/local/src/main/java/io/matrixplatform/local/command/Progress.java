package io.matrixplatform.local.command;

import io.matrixplatform.local.LocalStack;
import io.matrixplatform.local.StackException;
import io.matrixplatform.local.layout.Port;
import io.matrixplatform.local.supervisor.PartStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Shows how a stack comes up: a line for whatever is ready, with the time it took, and below it what is still awaited. */
final class Progress {
    private static final String CLEAR_LINE = "\r\u001b[K";
    private static final double MS_PER_SECOND = 1_000;

    private final PrintWriter out;
    private final boolean live;
    private final Map<String, PartStatus> pending = new TreeMap<>();

    Progress(PrintWriter out) {
        this.out = out;
        this.live = Terminal.isPresent();
    }

    /** Brings {@code stack} up and says how it goes. */
    void up(LocalStack stack) throws StackException, IOException, InterruptedException {
        if (stack.isSupervised()) {
            stack.up(status -> {});
            out.println("The stack is up.");
            return;
        }
        long start = System.nanoTime();
        out.println("Starting the stack; state is in " + stack.folders().state());
        out.flush();
        stack.up(this::show);
        clear();
        out.printf(Locale.ROOT, "Ready in %.1f s.%n", (System.nanoTime() - start) / 1e9);
    }

    /** Where to find what. */
    void addresses(LocalStack stack) throws IOException {
        var ports = stack.ports();
        Map<String, String> environment = stack.environment();
        List.of(
                        new String[] {"console", ports.url(Port.API) + "/console/"},
                        new String[] {"sign in as", environment.get("MATRIX_OPERATOR_EMAIL")},
                        new String[] {"password", environment.get("MATRIX_OPERATOR_PASSWORD")},
                        new String[] {"ingest", ports.url(Port.INGEST) + "/v1/events"},
                        new String[] {"models", ports.url(Port.INGEST) + "/v1"},
                        new String[] {"api", ports.url(Port.API) + "/v1"},
                        new String[] {"Flink", ports.url(Port.FLINK_REST)},
                        new String[] {"Pinot", ports.url(Port.PINOT_CONTROLLER)},
                        new String[] {"Kafka", ports.address(Port.KAFKA)},
                        new String[] {"registry", ports.registryUrl()},
                        new String[] {"PostgreSQL", environment.get("MATRIX_POSTGRES_URL")},
                        new String[] {"operator token", stack.operatorToken()})
                .forEach(line -> out.printf(Locale.ROOT, "  %-15s %s%n", line[0], line[1]));
        out.flush();
    }

    private void show(PartStatus status) {
        switch (status.state()) {
            case READY -> {
                pending.remove(status.name());
                line(String.format(
                        Locale.ROOT,
                        "  %-12s ready in %5.1f s",
                        status.name(),
                        (status.readyMs() - status.startedMs()) / MS_PER_SECOND));
            }
            case RESTARTING -> line("  " + status.name() + " " + status.note() + "; starting it again");
            case WAITING, STARTING, FAILED, STOPPED -> pending.put(status.name(), status);
        }
        await();
    }

    private void line(String text) {
        clear();
        out.println(text);
        out.flush();
    }

    private void await() {
        if (live && !pending.isEmpty()) {
            out.print(CLEAR_LINE + "  waiting for " + String.join(", ", pending.keySet()));
            out.flush();
        }
    }

    private void clear() {
        if (live) {
            out.print(CLEAR_LINE);
        }
    }
}
