package io.matrixplatform.bench;

import io.matrixplatform.local.layout.Folders;
import io.matrixplatform.local.layout.Port;
import io.matrixplatform.local.layout.Ports;
import io.matrixplatform.local.process.PortOwner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Where a benchmark works: the built repository, a state folder of its own, ports beside those of any other stack. */
public record Site(Folders folders, Ports ports) {
    /** Far from the main stack, and from the second ones people start by hand. */
    private static final int FIRST_OFFSET = 9_000;

    private static final int LAST_OFFSET = 12_000;
    private static final int STEP = 100;

    /** @param environment {@code MATRIX_HOME} and {@code MATRIX_STATE}, as {@code ./matrix} sets them */
    public static Site of(String bench, Map<String, String> environment) {
        Path home = Path.of(environment.getOrDefault("MATRIX_HOME", "."));
        Path state = Path.of(
                environment.getOrDefault("MATRIX_STATE", home.resolve(".matrix").toString()));
        return new Site(new Folders(home, state.resolve("bench-" + bench)), freePorts());
    }

    /**
     * The site of a benchmark whose data are kept from one run to the next: on the ports it was on before, since its servers
     * remember each other by them.
     */
    public static Site kept(String bench, Map<String, String> environment) throws IOException {
        Site site = of(bench, environment);
        Path remembered = site.folders().state().resolve("port-offset");
        if (Files.exists(remembered)) {
            return new Site(
                    site.folders(),
                    new Ports(Integer.parseInt(Files.readString(remembered).strip())));
        }
        Files.createDirectories(remembered.getParent());
        Files.writeString(remembered, Integer.toString(site.ports().offset()));
        return site;
    }

    /** The first ports that nobody listens on: two benchmarks may run side by side, if not to the good of their figures. */
    private static Ports freePorts() {
        for (int offset = FIRST_OFFSET; offset < LAST_OFFSET; offset += STEP) {
            Ports ports = new Ports(offset);
            if (Stream.of(Port.values()).allMatch(port -> PortOwner.isFree(ports.of(port)))) {
                return ports;
            }
        }
        throw new IllegalStateException("all ports a benchmark could use are taken");
    }

    /** Deletes what an earlier run has left. It is kept until then: logs are what explains a failure. */
    public void clear() throws IOException {
        for (Path folder : List.of(folders.data(), folders.logs(), folders.run())) {
            if (Files.exists(folder)) {
                try (Stream<Path> tree = Files.walk(folder)) {
                    for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(path);
                    }
                }
            }
        }
    }
}
