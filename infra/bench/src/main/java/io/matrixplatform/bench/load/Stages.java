package io.matrixplatform.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.matrixplatform.bench.ApiClient;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the platform says of tenants: usage from Pinot, and ledger with late lane from PostgreSQL. Since an hour that is given. */
public final class Stages {
    private static final int HOURS = 3;

    private final String api;
    private final List<ApiClient.Tenant> tenants;
    private final String range;

    /** @param since all that is counted happened after it, within two hours */
    public Stages(String api, List<ApiClient.Tenant> tenants, Instant since) {
        this.api = api;
        this.tenants = List.copyOf(tenants);
        Instant from = since.truncatedTo(ChronoUnit.HOURS);
        this.range = "from=" + from + "&to=" + from.plus(HOURS, ChronoUnit.HOURS);
    }

    public Map<String, Sums> usage() throws IOException, InterruptedException {
        Map<String, Sums> found = new HashMap<>();
        for (ApiClient.Tenant tenant : tenants) {
            ApiClient client = new ApiClient(api, tenant.key());
            found.put(
                    tenant.id(),
                    new Sums(used(client, "api.calls"), used(client, "tokens.input"), used(client, "tokens.output")));
        }
        return found;
    }

    public Map<String, Sums> ledger() throws IOException, InterruptedException {
        Map<String, Sums> found = new HashMap<>();
        for (ApiClient.Tenant tenant : tenants) {
            Map<String, Long> meters = new HashMap<>();
            for (JsonNode meter : new ApiClient(api, tenant.key())
                    .get("/v1/usage/ledger/totals?" + range)
                    .path("data")) {
                meters.put(meter.path("meter").asText(), quantity(meter.path("ledger")) + quantity(meter.path("late")));
            }
            found.put(
                    tenant.id(),
                    new Sums(
                            meters.getOrDefault("api.calls", 0L),
                            meters.getOrDefault("tokens.input", 0L),
                            meters.getOrDefault("tokens.output", 0L)));
        }
        return found;
    }

    private long used(ApiClient client, String meter) throws IOException, InterruptedException {
        JsonNode answer = client.get("/v1/usage?window=total&meter=" + meter + "&" + range);
        return answer.path("data").isEmpty() ? 0 : quantity(answer.path("data").path(0));
    }

    private static long quantity(JsonNode holder) {
        return new BigDecimal(holder.path("quantity").asText("0")).longValueExact();
    }
}
