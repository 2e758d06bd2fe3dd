package io.matrixplatform.bench.edge;

import io.matrixplatform.bench.ControlPlane;
import io.matrixplatform.events.access.LimitSetting;
import io.matrixplatform.model.access.ApiKeySecret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** What the edge keeps on its heap of a million keys, each of a tenant of its own and with limits of its own. */
final class KeysHeap {
    static final int KEYS = 1_000_000;

    private static final List<LimitSetting> LIMITS =
            List.of(EdgeCalls.limit("requests_per_minute", 600), EdgeCalls.limit("tokens_per_minute", 200_000));
    private static final double MIB = 1 << 20;
    private static final String USED = "jvm_memory_used_bytes{area=\"heap\"}";
    private static final String KNOWN_KEYS = "access_keys";

    private KeysHeap() {}

    /** Tells the door of the keys. */
    static void tell(ControlPlane control) {
        Random random = new Random(11);
        for (int i = 0; i < KEYS; i++) {
            String id = control.admit(ApiKeySecret.mint(random), List.of("inference", "usage:write"), EdgeCalls.PLAN);
            control.limitKey(id, LIMITS);
        }
    }

    /**
     * By a collection of the edge that has read them all.
     *
     * @return MiB
     */
    static double measure(ProcessHandle edge, String url) throws IOException, InterruptedException {
        double known = metric(url, KNOWN_KEYS);
        if (known < KEYS) {
            throw new IllegalStateException("the edge knows " + known + " keys and not " + KEYS);
        }
        Process collection = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(edge.pid()),
                        "GC.run")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (collection.waitFor() != 0) {
            throw new IllegalStateException("the edge cannot be told to collect its garbage");
        }
        return metric(url, USED) / MIB;
    }

    private static double metric(String url, String name) throws IOException, InterruptedException {
        HttpRequest scrape =
                HttpRequest.newBuilder(URI.create(url + "/metrics")).build();
        String metrics =
                HttpClient.newHttpClient().send(scrape, BodyHandlers.ofString()).body();
        return metrics.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the edge tells no " + name));
    }
}
