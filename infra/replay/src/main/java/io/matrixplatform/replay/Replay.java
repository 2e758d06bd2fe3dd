package io.matrixplatform.replay;

import static java.util.stream.Collectors.toMap;

import io.matrixplatform.model.metering.Slice;
import io.matrixplatform.model.time.TimeWindow;
import io.matrixplatform.replay.counting.Reconciliation;
import io.matrixplatform.replay.counting.Stage;
import io.matrixplatform.replay.counting.Totals;
import io.matrixplatform.replay.offline.EventFile;
import io.matrixplatform.replay.offline.OfflineCount;
import io.matrixplatform.replay.offline.UsageLimits;
import io.matrixplatform.replay.plan.ApiCallEvents;
import io.matrixplatform.replay.plan.Plan;
import io.matrixplatform.replay.plan.PlannedCall;
import io.matrixplatform.replay.plan.Step;
import io.matrixplatform.replay.platform.Backoff;
import io.matrixplatform.replay.platform.Narrator;
import io.matrixplatform.replay.platform.Patience;
import io.matrixplatform.replay.platform.ReplayException;
import io.matrixplatform.replay.runs.Run;
import io.matrixplatform.replay.runs.RunKey;
import io.matrixplatform.replay.runs.RunTenant;
import io.matrixplatform.replay.runs.Runs;
import io.matrixplatform.replay.sending.AcknowledgedLog;
import io.matrixplatform.replay.sending.BatchSender;
import io.matrixplatform.replay.sending.Edge;
import io.matrixplatform.replay.sending.Tally;
import io.matrixplatform.replay.sending.Traffic;
import io.matrixplatform.replay.stack.Api;
import io.matrixplatform.replay.stack.Api.LedgerTotals;
import io.matrixplatform.replay.stack.Endpoints;
import io.matrixplatform.replay.stack.JsonHttp;
import io.matrixplatform.replay.stack.PinotOffsets;
import io.matrixplatform.replay.stack.Pipeline;
import io.matrixplatform.replay.stack.RawCount;
import io.matrixplatform.replay.stack.RawLog;
import io.matrixplatform.replay.trace.AzureLlmTrace;
import io.matrixplatform.replay.trace.Trace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Replays a trace through a running stack and reconciles what became of it. */
public final class Replay {
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Endpoints endpoints;
    private final Runs runs;
    private final InstantSource clock;
    private final Narrator narrator;
    private final JsonHttp http = new JsonHttp(PATIENCE);
    private final Api api;

    /** @param state folder of the stack, where runs are kept */
    public Replay(Endpoints endpoints, Path state, InstantSource clock, Narrator narrator) {
        this.endpoints = endpoints;
        this.runs = new Runs(state);
        this.clock = clock;
        this.narrator = narrator;
        this.api = new Api(endpoints, http);
    }

    /**
     * Replays {@code options.file()} as a new run with new tenants.
     *
     * @throws ReplayException if it could not be brought to its end
     */
    public Reconciliation run(ReplayOptions options) throws IOException {
        return run(options, Disturbance.NONE);
    }

    /**
     * The same while something befalls the stack; nothing is compared before that is over.
     *
     * @throws ReplayException if it could not be brought to its end
     */
    public Reconciliation run(ReplayOptions options, Disturbance disturbance) throws IOException {
        Trace trace = AzureLlmTrace.read(options.file());
        Run run = new NewRuns(api, clock).found(trace, options);
        runs.keep(run);
        return replay(run, trace, options, disturbance);
    }

    /**
     * Replays a run again, the same events byte for byte. What belongs to the run (tenants, injection, seed) is taken from
     * it, and pace and batch from {@code options}.
     *
     * @throws ReplayException if there is no such run, the file is another, or it could not be brought to its end
     */
    public Reconciliation repeat(String runId, ReplayOptions options) throws IOException {
        Run run = runs.find(runId).orElseThrow(() -> new ReplayException("there is no run " + runId));
        Trace trace = AzureLlmTrace.read(options.file());
        if (!trace.sha256().equals(run.sha256())) {
            throw new ReplayException("run " + runId + " is of another file, " + run.trace());
        }
        return replay(run, trace, options, Disturbance.NONE);
    }

    private Reconciliation replay(Run run, Trace trace, ReplayOptions options, Disturbance disturbance)
            throws IOException {
        List<RunTenant> tenants = run.tenants();
        Plan plan = Plan.of(trace, run.end(), tenants.size(), run.injection(), run.seed());
        narrator.say(String.format(
                Locale.ROOT,
                "run %s: %,d calls of %s, up to %s. The trace has no tenants, keys, models or latencies: the calls are"
                        + " dealt unevenly to %d tenants, %d keys each and a few models by seed %d.",
                run.id(),
                plan.calls().size(),
                trace.name(),
                run.end(),
                tenants.size(),
                Plan.KEYS,
                run.seed()));
        IntFunction<String> tenantIds = tenant -> tenants.get(tenant).id();
        EventFile.write(runs.events(run), plan, new ApiCallEvents(run.source()), tenantIds);
        narrator.say("everything that is sent stands in " + runs.events(run));
        UsageLimits limits = awaitLimits();
        Tally tally = new Tally(tenantIds);
        disturbance.begin();
        send(run, plan, options, tally, tenantIds);
        disturbance.end();
        return reconcile(run, plan, tally, limits);
    }

    private UsageLimits awaitLimits() {
        Patience patience = new Patience(PATIENCE);
        Optional<UsageLimits> limits = api.usageLimits(clock.instant());
        while (limits.isEmpty()) {
            patience.pause(Duration.ofSeconds(1), "usage rules take effect");
            limits = api.usageLimits(clock.instant());
        }
        return limits.get();
    }

    private void send(Run run, Plan plan, ReplayOptions options, Tally tally, IntFunction<String> tenantIds)
            throws IOException {
        Function<PlannedCall, RunKey> keys =
                call -> run.tenants().get(call.tenant()).keys().get(call.key());
        long start = System.nanoTime();
        try (AcknowledgedLog log = new AcknowledgedLog(runs.acknowledged(run), tenantIds)) {
            BatchSender sender = new BatchSender(
                    new Edge(endpoints.ingest(), REQUEST_TIMEOUT),
                    new ApiCallEvents(run.source()),
                    tally,
                    log::add,
                    Backoff.PATIENT,
                    new Patience(PATIENCE));
            run.tenants().stream().flatMap(tenant -> tenant.keys().stream()).forEach(sender::awaitKey);
            int events = plan.steps().size() + plan.contradictions().size();
            for (List<Step> steps : List.of(plan.steps(), plan.contradictions())) {
                new Traffic(
                                sender,
                                keys,
                                options.speed(),
                                options.batch(),
                                () -> narrator.update(() -> describe(tally, events, start)))
                        .send(steps);
            }
            narrator.say(describe(tally, events, start));
        }
    }

    private static String describe(Tally tally, int events, long start) {
        double seconds = (System.nanoTime() - start) / 1e9;
        String trouble = tally.lastTrouble();
        return String.format(
                Locale.ROOT,
                "%,d of %,d events acknowledged, %,.0f a second, %,d requests made again%s",
                tally.acknowledgements(),
                events,
                tally.acknowledgements() / seconds,
                tally.retries(),
                trouble.isEmpty() ? "" : " (last: " + trouble + ")");
    }

    private Reconciliation reconcile(Run run, Plan plan, Tally tally, UsageLimits limits) throws IOException {
        OfflineCount offline = OfflineCount.of(runs.events(run), limits);
        RunKey anyKey = run.tenants().get(0).keys().get(0);
        RawCount raw = new RawLog(endpoints, narrator).count(run, api.grace(anyKey), limits);
        Pipeline pipeline = new Pipeline(endpoints, api, new PinotOffsets(endpoints, http), narrator);
        pipeline.awaitLedger(raw.lastRecordedAt());
        pipeline.awaitPinot();
        TimeWindow window = windowOf(plan);
        Map<String, Totals> rollups = new HashMap<>();
        Map<String, LedgerTotals> ledger = new HashMap<>();
        for (RunTenant tenant : run.tenants()) {
            rollups.put(tenant.id(), api.rollups(tenant.keys().get(0), window));
            ledger.put(tenant.id(), api.ledger(tenant.keys().get(0), window));
        }
        return new Reconciliation(
                run.id(),
                List.of(
                        offline.counted("offline, of the file"),
                        new Stage("sent", tally.sentByTenant()),
                        new Stage("acknowledged", AcknowledgedLog.count(runs.acknowledged(run))),
                        raw.distinct("distinct in the raw log"),
                        new Stage("rollups in Pinot", rollups),
                        new Stage("ledger + late lane", both(ledger))),
                raw.late("late by recorded_at"),
                new Stage("late lane", late(ledger)),
                raw.repeats(),
                new Comparisons(api, clock, window).of(run, offline, raw),
                tally.rejected());
    }

    private static Map<String, Totals> both(Map<String, LedgerTotals> ledger) {
        return ledger.entrySet().stream()
                .collect(toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().ledger().plus(entry.getValue().late())));
    }

    private static Map<String, Totals> late(Map<String, LedgerTotals> ledger) {
        return ledger.entrySet().stream()
                .collect(toMap(Map.Entry::getKey, entry -> entry.getValue().late()));
    }

    /** Whole slices round all calls. */
    private static TimeWindow windowOf(Plan plan) {
        Instant first = plan.calls().get(0).occurredAt();
        Instant last = first;
        for (PlannedCall call : plan.calls()) {
            first = call.occurredAt().isBefore(first) ? call.occurredAt() : first;
            last = call.occurredAt().isAfter(last) ? call.occurredAt() : last;
        }
        return new TimeWindow(Slice.startOf(first), Slice.startOf(last).plus(Slice.LENGTH));
    }
}
