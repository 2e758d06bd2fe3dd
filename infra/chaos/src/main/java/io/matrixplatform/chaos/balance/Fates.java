package io.matrixplatform.chaos.balance;

import com.fasterxml.jackson.databind.JsonNode;
import io.matrixplatform.replay.counting.Comparison;
import io.matrixplatform.replay.platform.Patience;
import io.matrixplatform.replay.stack.Endpoints;
import io.matrixplatform.replay.stack.JsonHttp;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What metering says became of the records it read, beside what the log has. */
public final class Fates {
    private static final String PLATFORM = "platform";
    private static final int LOOKS = 120;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final Endpoints endpoints;
    private final JsonHttp http;
    private final FactLogs logs;

    public Fates(Endpoints endpoints, JsonHttp http, FactLogs logs) {
        this.endpoints = endpoints;
        this.http = http;
        this.logs = logs;
    }

    /** Records that are dead for any other reason than being garbage of ours; to be asked when nothing is under way. */
    public long deadOfOthers() {
        return dead(settled()) - logs.garbage();
    }

    /** @param deadOfOthers as it was before */
    public List<Comparison> compare(long deadOfOthers) {
        JsonNode balance = settled();
        long fates = 0;
        for (JsonNode records : balance.path("fates")) {
            fates += records.asLong();
        }
        Map<String, String> told = new LinkedHashMap<>();
        told.put("read by metering", balance.path("records_in").asText());
        told.put("sum of their fates", "" + fates);
        return List.of(
                new Comparison(PLATFORM, "records in the logs of facts", "" + logs.records(), told),
                new Comparison(
                        PLATFORM,
                        "records that are no record",
                        "" + logs.garbage(),
                        Map.of("dead", "" + (dead(balance) - deadOfOthers))));
    }

    /** The balance as of a checkpoint that has all of the log, or what it is when that does not come. */
    private JsonNode settled() {
        long records = logs.records();
        JsonNode balance = balance();
        for (int looks = 1; balance.path("records_in").asLong() < records && looks < LOOKS; looks++) {
            Patience.sleep(LOOK_AGAIN);
            balance = balance();
        }
        return balance;
    }

    private static long dead(JsonNode balance) {
        return balance.path("fates").path("dead").asLong();
    }

    private JsonNode balance() {
        return http.get(
                endpoints.api().resolve("/v1/metering/balance"),
                Map.of("Authorization", "Bearer " + endpoints.operatorToken()));
    }
}
