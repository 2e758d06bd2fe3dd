package io.matrixplatform.bench.ingest;

import io.matrixplatform.bench.Benchmark;
import io.matrixplatform.bench.ControlPlane;
import io.matrixplatform.bench.Figures;
import io.matrixplatform.bench.Median;
import io.matrixplatform.bench.Parts;
import io.matrixplatform.bench.Servers;
import io.matrixplatform.bench.Site;
import io.matrixplatform.local.layout.Port;
import io.matrixplatform.model.access.ApiKeySecret;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * CloudEvents batches of 100 over loopback HTTP, answered after {@code acks=all}, against a bare producer that sends the
 * same Avro bytes to the same topic with the same settings; then one event a request ({@link SingleEvents}).
 */
public final class IngestBenchmark implements Benchmark {
    /** 100,000 distinct events; rounds go through them again and again. */
    private static final int BATCHES = 1_000;

    /** Until it is known how many are a round. */
    private static final int WARM_UP_BATCHES = 20_000;

    private static final int ROUNDS = 5;
    /** Rounds before those that count: broker and door go on getting faster for a minute of full load. */
    private static final int WARM_UP_ROUNDS = 3;

    private static final double ROUND_SECONDS = 8;

    private final Site site;
    private final Set<Part> parts;
    private final InstantSource clock = InstantSource.system();

    /** What can be measured by itself. */
    private enum Part {
        BATCH,
        SINGLE
    }

    public IngestBenchmark(Site site) {
        this(site, EnumSet.allOf(Part.class));
    }

    private IngestBenchmark(Site site, Set<Part> parts) {
        this.site = site;
        this.parts = parts;
    }

    @Override
    public String name() {
        return "ingest";
    }

    @Override
    public String summary() {
        return "batches of 100 events over HTTP, against a bare Kafka producer; single events, against a bare endpoint;"
                + " [--part batch|single]";
    }

    @Override
    public Benchmark with(List<String> options) {
        return new IngestBenchmark(site, Parts.chosen(name(), Part.class, options));
    }

    @Override
    public void run(Figures figures) throws Exception {
        try (Servers servers = Servers.withContracts(site, figures::progress)) {
            String key = admit(servers);
            servers.start("ingest");
            if (parts.contains(Part.BATCH)) {
                batches(servers, key, figures);
            }
            if (parts.contains(Part.SINGLE)) {
                new SingleEvents(site, servers, figures).compare(key);
            }
        }
    }

    private void batches(Servers servers, String key, Figures figures) throws Exception {
        List<byte[]> requests = Load.batches(site.ports().address(Port.INGEST), key, BATCHES, clock.instant());
        DoorRun door = new DoorRun(site.ports().of(Port.INGEST), requests);
        figures.progress("warming up");
        double doorRate = door.send(WARM_UP_BATCHES);
        try (ProducerRun producer = new ProducerRun(servers.kafka(), BATCHES * Load.EVENTS_PER_BATCH, clock)) {
            double producerRate = producer.send(WARM_UP_BATCHES * Load.EVENTS_PER_BATCH);
            int batches = (int) (doorRate * ROUND_SECONDS / Load.EVENTS_PER_BATCH);
            compare(door, batches, producer, (int) (producerRate * ROUND_SECONDS), figures);
        }
    }

    private static String admit(Servers servers) throws IOException {
        ApiKeySecret secret = ApiKeySecret.mint(new SecureRandom());
        try (ControlPlane control = new ControlPlane(servers.kafka(), servers.registry())) {
            control.admit(secret, List.of("usage:write"), "bench");
        }
        return secret.text();
    }

    /** @param batches of one round */
    private void compare(DoorRun door, int batches, ProducerRun producer, int facts, Figures figures) throws Exception {
        List<Double> through = new ArrayList<>();
        List<Double> bare = new ArrayList<>();
        for (int round = 1 - WARM_UP_ROUNDS; round <= ROUNDS; round++) {
            double doorRate = door.send(batches);
            double producerRate = producer.send(facts);
            figures.progress(String.format(
                    "round %d of %d%s: door %.0f events/s, bare producer %.0f events/s",
                    round, ROUNDS, round < 1 ? " (warming up)" : "", doorRate, producerRate));
            if (round >= 1) {
                through.add(doorRate);
                bare.add(producerRate);
            }
        }
        String baseline = String.format("bare producer %.0f events/s", Median.of(bare));
        figures.figure("batch_ratio", Median.ofRatios(through, bare), "ratio", baseline);
        figures.figure("batch_events_per_s", Median.of(through), "events/s", baseline);
    }
}
