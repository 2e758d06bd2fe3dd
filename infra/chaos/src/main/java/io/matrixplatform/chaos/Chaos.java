package io.matrixplatform.chaos;

import io.matrixplatform.chaos.balance.Certified;
import io.matrixplatform.chaos.balance.FactLogs;
import io.matrixplatform.chaos.balance.Fates;
import io.matrixplatform.chaos.balance.LiveUsage;
import io.matrixplatform.chaos.faults.Faults;
import io.matrixplatform.chaos.load.BadRecords;
import io.matrixplatform.chaos.load.SeededTrace;
import io.matrixplatform.local.LocalStack;
import io.matrixplatform.replay.Disturbance;
import io.matrixplatform.replay.Replay;
import io.matrixplatform.replay.counting.Comparison;
import io.matrixplatform.replay.counting.Reconciliation;
import io.matrixplatform.replay.platform.Narrator;
import io.matrixplatform.replay.platform.ReplayException;
import io.matrixplatform.replay.runs.RunKey;
import io.matrixplatform.replay.runs.RunTenant;
import io.matrixplatform.replay.runs.Runs;
import io.matrixplatform.replay.stack.Api;
import io.matrixplatform.replay.stack.Endpoints;
import io.matrixplatform.replay.stack.JsonHttp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Seeded traffic through a stack while seeded faults befall it; then everything is counted. */
public final class Chaos {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String CALLS = "api.calls";

    private final LocalStack stack;
    private final Path folder;
    private final InstantSource clock;
    private final Narrator narrator;
    private final Endpoints endpoints;
    private final JsonHttp http = new JsonHttp(PATIENCE);

    /** @param folder of the client: what was acknowledged to it is written there, outside the stack */
    public Chaos(LocalStack stack, Path folder, InstantSource clock, Narrator narrator) throws IOException {
        this.stack = stack;
        this.folder = folder;
        this.clock = clock;
        this.narrator = narrator;
        this.endpoints = Endpoints.from(stack.environment());
    }

    /**
     * Runs to the end on a stack that is up, and nobody else uses.
     *
     * @throws ReplayException if it could not be brought to its end
     */
    public Outcome run(ChaosOptions options) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path trace = folder.resolve("trace.csv");
        SeededTrace.write(trace, options.length(), options.rate(), options.seed());
        Fates fates = new Fates(endpoints, http, new FactLogs(endpoints.kafkaBootstrap()));
        long deadOfOthers = fates.deadOfOthers();
        Faults faults = new Faults(stack, options.plan(), narrator::say);
        RunKey strange = strangersKey(options);
        try (BadRecords bad = new BadRecords(endpoints, strange.secret(), clock)) {
            Reconciliation found =
                    new Replay(endpoints, folder, clock, narrator).run(options.replay(trace), disturbance(faults, bad));
            List<Comparison> more = new ArrayList<>(fates.compare(deadOfOthers));
            List<RunTenant> tenants = tenants(found.run());
            more.addAll(live(tenants));
            more.add(nothingOf(strange));
            Certified.Verdict certified =
                    new Certified(stack.environment(), endpoints, http, clock, narrator).of(tenants);
            return new Outcome(
                    faults.timeline(), faults.failures(), with(found, more), certified, bad.rejected(), bad.taken());
        }
    }

    /** Of a tenant that sends nothing but what must not count. */
    private RunKey strangersKey(ChaosOptions options) {
        Api api = new Api(endpoints, http);
        String founding = "chaos-" + clock.millis() + "-" + options.seed();
        return api.mintKey(api.foundTenant("chaos: bad records", founding), "bad", founding + "-key");
    }

    private static Disturbance disturbance(Faults faults, BadRecords bad) {
        return new Disturbance() {
            @Override
            public void begin() {
                faults.begin();
                bad.begin();
            }

            @Override
            public void end() {
                faults.awaitEnd();
                bad.end();
            }
        };
    }

    private List<RunTenant> tenants(String runId) throws IOException {
        return new Runs(folder)
                .find(runId)
                .orElseThrow(() -> new ReplayException("run " + runId + " was not kept"))
                .tenants();
    }

    private List<Comparison> live(List<RunTenant> tenants) {
        LiveUsage live = new LiveUsage(endpoints, http, clock);
        List<Comparison> all = new ArrayList<>();
        for (RunTenant tenant : tenants) {
            all.add(live.compare(tenant.id(), tenant.keys().get(0), CALLS));
        }
        return all;
    }

    private Comparison nothingOf(RunKey strange) {
        Instant day = clock.instant().truncatedTo(ChronoUnit.DAYS);
        String range = "&from=" + day.minus(1, ChronoUnit.DAYS) + "&to=" + day.plus(1, ChronoUnit.DAYS);
        String counted = http.get(
                        endpoints.api().resolve("/v1/usage?meter=" + CALLS + "&window=total" + range),
                        Map.of("Authorization", "Bearer " + strange.secret()))
                .path("data")
                .path(0)
                .path("quantity")
                .asText("0");
        return new Comparison("whoever sends bad records", CALLS, "0", Map.of("usage", counted));
    }

    private static Reconciliation with(Reconciliation found, List<Comparison> more) {
        List<Comparison> all = new ArrayList<>(found.comparisons());
        all.addAll(more);
        return new Reconciliation(
                found.run(),
                found.stages(),
                found.lateByRule(),
                found.lateLane(),
                found.repeats(),
                all,
                found.rejected());
    }
}
