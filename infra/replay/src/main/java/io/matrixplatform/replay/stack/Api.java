package io.matrixplatform.replay.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.matrixplatform.model.time.TimeWindow;
import io.matrixplatform.replay.counting.Totals;
import io.matrixplatform.replay.offline.UsageLimits;
import io.matrixplatform.replay.runs.RunKey;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The platform's API. Thread-safe. */
public final class Api {
    private static final String CALLS = "api.calls";
    private static final String INPUT_TOKENS = "tokens.input";
    private static final String OUTPUT_TOKENS = "tokens.output";

    private final JsonHttp http;
    private final URI base;
    private final String operatorToken;

    public Api(Endpoints endpoints, JsonHttp http) {
        this.http = http;
        this.base = endpoints.api();
        this.operatorToken = endpoints.operatorToken();
    }

    /** @return the tenant's id in its public form; asked again with the same {@code idempotencyKey}, the same one */
    public String foundTenant(String name, String idempotencyKey) {
        return post("/v1/tenants", idempotencyKey, Map.of("name", name))
                .path("id")
                .asText();
    }

    public RunKey mintKey(String tenant, String name, String idempotencyKey) {
        return mintKey(tenant, name, List.of("usage:write", "usage:read"), idempotencyKey);
    }

    public RunKey mintKey(String tenant, String name, List<String> scopes, String idempotencyKey) {
        JsonNode key =
                post("/v1/tenants/" + tenant + "/api-keys", idempotencyKey, Map.of("name", name, "scopes", scopes));
        return new RunKey(key.path("id").asText(), key.path("secret").asText());
    }

    /** Changes the plan of the tenant's subscription at the next quarter hour. */
    public void changePlan(String tenant, String plan, String idempotencyKey) {
        String subscriptions = "/v1/tenants/" + tenant + "/subscriptions";
        String subscription = get(subscriptions, operatorToken)
                .path("data")
                .path(0)
                .path("id")
                .asText();
        post(subscriptions + "/" + subscription + "/changes", idempotencyKey, Map.of("plan", plan));
    }

    /** @param definition as {@code POST /v1/meters} takes it */
    public void defineMeter(String tenant, Map<String, ?> definition, String idempotencyKey) {
        post("/v1/meters?tenant=" + tenant, idempotencyKey, definition);
    }

    /** Has the invitation mailed. */
    public void invite(String tenant, String email, String role, String idempotencyKey) {
        post("/v1/tenants/" + tenant + "/invitations", idempotencyKey, Map.of("email", email, "role", role));
    }

    /** @param token out of the mail, which is the credential */
    public void acceptInvitation(String token, String name, String password, String idempotencyKey) {
        http.post(
                base.resolve("/v1/invitations/" + token + "/acceptance"),
                Map.of("Idempotency-Key", idempotencyKey),
                Map.of("name", name, "password", password));
    }

    /** How long after its slice's end an API call may be recorded and not be late. */
    public Duration grace(RunKey key) {
        return Duration.parse(
                get("/v1/meters/" + CALLS, key.secret()).path("grace").asText());
    }

    /** What AI usage is checked against, once all of it is in force; empty before that. */
    public Optional<UsageLimits> usageLimits(Instant now) {
        Map<String, JsonNode> byModel = new HashMap<>();
        for (JsonNode rule : get("/v1/usage-rules?limit=1000", operatorToken).path("data")) {
            if (Instant.parse(rule.path("effective_from").asText()).isAfter(now)) {
                return Optional.empty();
            }
            byModel.put(rule.path("model").asText(), rule);
        }
        return Optional.of(new UsageLimits(byModel));
    }

    /** Ids of the key's tenant's calls that are said to be in conflict since then. */
    public SortedSet<String> contradicted(RunKey key, Instant since, Instant until) {
        return eventIds("/v1/usage/conflicts", key, since, until);
    }

    /** Ids of the key's tenant's calls in quarantine that were recorded since then. */
    public SortedSet<String> held(RunKey key, Instant since, Instant until) {
        return eventIds("/v1/usage/quarantine", key, since, until);
    }

    private SortedSet<String> eventIds(String route, RunKey key, Instant since, Instant until) {
        SortedSet<String> ids = new TreeSet<>();
        String next = "";
        do {
            JsonNode page = get(
                    route + "?limit=1000&from=" + since + "&to=" + until
                            + (next.isEmpty() ? "" : "&cursor=" + URLEncoder.encode(next, UTF_8)),
                    key.secret());
            page.path("data").forEach(each -> ids.add(each.path("event_id").asText()));
            next = page.path("next_cursor").asText("");
        } while (!next.isEmpty());
        return ids;
    }

    /**
     * One quantity of a meter over the whole window.
     *
     * @param error relative, as the answer tells it; 0 where it is exact
     */
    public record Quantity(String text, String errorKind, double error) {}

    public Quantity quantity(RunKey key, TimeWindow window, String meter) {
        JsonNode rows = get("/v1/usage?meter=" + meter + "&window=total&" + query(window), key.secret())
                .path("data");
        JsonNode row = rows.path(0);
        JsonNode error = row.path("error");
        return new Quantity(
                row.path("quantity").asText("0"),
                error.path("kind").asText(""),
                error.path("relative").asDouble(0));
    }

    /** When a meter of the key's tenant begins to count. */
    public Instant effectiveFrom(RunKey key, String meter) {
        return Instant.parse(
                get("/v1/meters/" + meter, key.secret()).path("effective_from").asText());
    }

    /** What Pinot has of the key's tenant. */
    public Totals rollups(RunKey key, TimeWindow window) {
        return new Totals(
                rollup(key, window, CALLS), rollup(key, window, INPUT_TOKENS), rollup(key, window, OUTPUT_TOKENS));
    }

    /** What PostgreSQL has of the key's tenant. */
    public LedgerTotals ledger(RunKey key, TimeWindow window) {
        Map<String, JsonNode> meters = new HashMap<>();
        for (JsonNode meter :
                get("/v1/usage/ledger/totals?" + query(window), key.secret()).path("data")) {
            meters.put(meter.path("meter").asText(), meter);
        }
        return new LedgerTotals(lane(meters, "ledger"), lane(meters, "late"));
    }

    /** @param late what came after the grace; in no ledger slice */
    public record LedgerTotals(Totals ledger, Totals late) {}

    /** Every fact recorded before it is in PostgreSQL; empty before the first progress. */
    public Optional<Instant> ledgerThrough() {
        JsonNode through = get("/v1/metering/progress", operatorToken).path("ledger_through");
        return through.isTextual() ? Optional.of(Instant.parse(through.asText())) : Optional.empty();
    }

    private long rollup(RunKey key, TimeWindow window, String meter) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode row : get("/v1/usage?meter=" + meter + "&" + query(window), key.secret())
                .path("data")) {
            sum = sum.add(quantity(row));
        }
        return sum.longValueExact();
    }

    private static Totals lane(Map<String, JsonNode> meters, String lane) {
        return new Totals(
                inLane(meters.get(CALLS), lane),
                inLane(meters.get(INPUT_TOKENS), lane),
                inLane(meters.get(OUTPUT_TOKENS), lane));
    }

    private static long inLane(@Nullable JsonNode meter, String lane) {
        return meter == null ? 0 : quantity(meter.path(lane)).longValueExact();
    }

    private static BigDecimal quantity(JsonNode holder) {
        return new BigDecimal(holder.path("quantity").asText());
    }

    private static String query(TimeWindow window) {
        return "from=" + window.start() + "&to=" + window.end();
    }

    private JsonNode get(String path, String token) {
        return http.get(base.resolve(path), Map.of("Authorization", "Bearer " + token));
    }

    private JsonNode post(String path, String idempotencyKey, Map<String, ?> body) {
        return http.post(
                base.resolve(path),
                Map.of("Authorization", "Bearer " + operatorToken, "Idempotency-Key", idempotencyKey),
                body);
    }
}
