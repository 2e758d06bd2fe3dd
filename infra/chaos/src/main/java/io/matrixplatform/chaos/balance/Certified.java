package io.matrixplatform.chaos.balance;

import com.fasterxml.jackson.databind.JsonNode;
import io.matrixplatform.replay.certificates.Finding;
import io.matrixplatform.replay.certificates.Places;
import io.matrixplatform.replay.certificates.Verification;
import io.matrixplatform.replay.platform.Narrator;
import io.matrixplatform.replay.platform.Patience;
import io.matrixplatform.replay.platform.ReplayException;
import io.matrixplatform.replay.runs.RunTenant;
import io.matrixplatform.replay.stack.Endpoints;
import io.matrixplatform.replay.stack.JsonHttp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Recount certificates of what a run sent, drawn up by api, and then verified by code that shares nothing with it. */
public final class Certified {
    /** Drawing up reads the log of a day; metering has to be through to its end first. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    /** A minute is over by every clock. */
    private static final Duration AFTER = Duration.ofMillis(500);

    private final Endpoints endpoints;
    private final Places places;
    private final JsonHttp http;
    private final InstantSource clock;
    private final Narrator narrator;

    public Certified(
            Map<String, String> environment,
            Endpoints endpoints,
            JsonHttp http,
            InstantSource clock,
            Narrator narrator) {
        this.endpoints = endpoints;
        this.places = Places.from(environment);
        this.http = http;
        this.clock = clock;
        this.narrator = narrator;
    }

    /**
     * What came of it.
     *
     * @param certificates that were issued and verified
     * @param faults stages that do not agree by what a certificate says, and what is not as it says
     */
    public record Verdict(int certificates, List<String> faults) {
        public Verdict {
            faults = List.copyOf(faults);
        }
    }

    /** Has the day so far of each certified up to the next full minute, which everything of the run was recorded before. */
    public Verdict of(List<RunTenant> tenants) {
        Instant until = clock.instant().truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
        narrator.say("certificates: up to " + until);
        Patience.sleep(Duration.between(clock.instant(), until.plus(AFTER)));
        List<String> ids =
                tenants.stream().map(tenant -> place(tenant.id(), until)).toList();
        List<String> faults = new ArrayList<>();
        int verified = 0;
        for (int i = 0; i < ids.size(); i++) {
            RunTenant tenant = tenants.get(i);
            awaitIssue(ids.get(i));
            if (!agrees(tenant, ids.get(i))) {
                faults.add("certificate " + ids.get(i) + " says that its stages do not agree");
            }
            Verification.Result result =
                    new Verification(places, narrator).verify(Optional.of(tenant.id()), Optional.of(ids.get(i)));
            result.findings().stream().map(Finding::toString).forEach(faults::add);
            verified += result.certificates();
        }
        return new Verdict(verified, faults);
    }

    private String place(String tenant, Instant until) {
        return http.post(
                        endpoints.api().resolve("/v1/metering/certificates?tenant=" + tenant),
                        Map.of(
                                "Authorization",
                                "Bearer " + endpoints.operatorToken(),
                                "Idempotency-Key",
                                UUID.randomUUID().toString()),
                        Map.of("until", until.toString()))
                .path("id")
                .asText();
    }

    private void awaitIssue(String id) {
        Patience patience = new Patience(PATIENCE);
        JsonNode order = order(id);
        while (!order.path("state").asText().equals("ISSUED")) {
            if (order.path("state").asText().equals("FAILED")) {
                throw new ReplayException(
                        "certificate " + id + ": " + order.path("failure").asText());
            }
            patience.pause(LOOK_AGAIN, "certificate " + id + " is not issued");
            order = order(id);
        }
    }

    private JsonNode order(String id) {
        return http.get(
                endpoints.api().resolve("/v1/metering/certificates/" + id),
                Map.of("Authorization", "Bearer " + endpoints.operatorToken()));
    }

    private boolean agrees(RunTenant tenant, String id) {
        return http.get(
                        endpoints.api().resolve("/v1/usage/certificates/" + id),
                        Map.of("Authorization", "Bearer " + tenant.keys().get(0).secret()))
                .path("agrees")
                .asBoolean();
    }
}
