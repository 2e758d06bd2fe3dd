package io.matrixplatform.e2e.metering;

import static io.matrixplatform.e2e.metering.Backfills.awaitState;
import static io.matrixplatform.e2e.metering.Backfills.awaitTime;
import static io.matrixplatform.e2e.metering.Backfills.begin;
import static io.matrixplatform.e2e.metering.Backfills.data;
import static io.matrixplatform.e2e.metering.Backfills.decide;
import static io.matrixplatform.e2e.metering.Backfills.define;
import static io.matrixplatform.e2e.metering.Backfills.difference;
import static io.matrixplatform.e2e.metering.Backfills.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.matrixplatform.e2e.access.Tenant;
import io.matrixplatform.e2e.platform.Answer;
import io.matrixplatform.e2e.platform.Http;
import io.matrixplatform.e2e.platform.Platform;
import io.matrixplatform.e2e.platform.RunningStack;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** A backfill while api dies. */
@Isolated("it kills what the others stand on")
@ExtendWith(RunningStack.class)
class BackfillKillsE2E {
    @Test
    void goesOnWhereItWasWhenApiIsKilled(Platform platform) throws Exception {
        Tenant tenant = Tenant.create(platform.operator(), "backfill, killed");
        Http api = platform.api(tenant.secret());
        EventDoor door = EventDoor.of(platform, tenant);
        // One in each of 3,000 quarter hours, so that it takes a while.
        Instant first = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofDays(32));
        List<String> events = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            events.add(event("k" + i, first.plus(Duration.ofMinutes(15L * i)), "", data(1, "k")));
        }
        door.send(events, 1_000);
        awaitTime(define(api, "long.past", "\"aggregation\":\"SUM\",\"value_field\":\"size\""));

        JsonNode begun = begin(api, "long.past", first, first.plus(Duration.ofDays(32)));
        JsonNode counting = awaitState(api, begun, "COUNTING");
        platform.stack().kill("api");
        assertThat(platform.stack().awaitReady("api", Duration.ofMinutes(2))).isTrue();

        JsonNode ready = awaitState(api, counting, "READY");
        assertThat(difference(ready)).isEqualByComparingTo("3000");
        decide(api, ready, "apply");
        awaitState(api, ready, "APPLYING", "APPLIED");
        platform.stack().kill("api");
        assertThat(platform.stack().awaitReady("api", Duration.ofMinutes(2))).isTrue();
        awaitState(api, ready, "APPLIED");
        Instant to = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
        Answer totals = api.get("/v1/usage/ledger/totals?meter=long.past&from=" + first + "&to=" + to);
        assertThat(totals.json().at("/data/0/all/quantity").asText()).isEqualTo("3000");
    }
}
