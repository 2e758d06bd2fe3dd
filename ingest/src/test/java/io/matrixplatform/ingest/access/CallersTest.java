package io.matrixplatform.ingest.access;

import static io.matrixplatform.ingest.platform.ProblemType.API_KEYS_STALE;
import static io.matrixplatform.ingest.platform.ProblemType.INSUFFICIENT_SCOPE;
import static io.matrixplatform.ingest.platform.ProblemType.INVALID_API_KEY;
import static io.matrixplatform.ingest.platform.ProblemType.IP_NOT_ALLOWED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.matrixplatform.ingest.FakeRegistry;
import io.matrixplatform.ingest.platform.ProblemException;
import io.matrixplatform.model.access.ApiKeySecret;
import io.matrixplatform.model.network.Cidr;
import io.matrixplatform.model.network.CountryOf;
import io.matrixplatform.model.network.IpAddresses;
import io.matrixplatform.model.network.TrustedProxies.Client;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallersTest {
    private static final Instant NOON = Instant.parse("2026-07-01T12:00:00Z");
    private static final StaleKeys SERVE = new StaleKeys(Duration.ofSeconds(60), StaleKeys.Then.SERVE);
    private static final StaleKeys FAIL = new StaleKeys(Duration.ofSeconds(60), StaleKeys.Then.FAIL);

    private static final Client HERE = from("192.0.2.1");

    private final FakeRegistry registry = new FakeRegistry();
    private final KnownKeys keys = new KnownKeys(registry.client());
    private final Callers callers = keys.callers(SERVE, CountryOf.NOTHING);

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void knowsWhoCalls() {
        ApiKeySecret secret = keys.add("usage:write");

        assertThat(callers.mayWriteUsage("Bearer " + secret.text(), HERE, NOON).tenantId())
                .isEqualTo(KnownKeys.TENANT);
        assertThat(callers.mayWriteUsage("bearer " + secret.text(), HERE, NOON).keyId())
                .isEqualTo(KnownKeys.KEY);
    }

    @Test
    void givesEveryBadKeyTheSameAnswer() {
        keys.heartbeat(NOON);
        String good = keys.add("usage:write").text();
        String flipped = good.substring(0, good.length() - 1) + (good.endsWith("0") ? '1' : '0');
        List<@Nullable String> bad = new ArrayList<>(List.of(
                "",
                "Bearer",
                "Bearer ",
                "Basic " + good,
                "Bearer  " + good,
                "Bearer " + flipped,
                "Bearer " + good + " ",
                "Bearer " + ApiKeySecret.mint(new SecureRandom()).text(),
                "Bearer " + keys.add(NOON, null, "usage:write").text(),
                "Bearer " + keys.add(null, NOON.plusSeconds(60), "usage:write").text()));
        bad.add(null);

        assertThat(bad)
                .extracting(header -> problem(callers, header))
                .extracting(problem -> problem.type() + problem.detail())
                .containsOnly(INVALID_API_KEY + problem(callers, null).detail());
    }

    @Test
    void takesAKeyUntilTheInstantItExpires() {
        String header = "Bearer " + keys.add(NOON, null, "usage:write").text();

        assertThat(callers.mayWriteUsage(header, HERE, NOON.minusNanos(1))).isNotNull();
        assertThat(problem(callers, header).type()).isEqualTo(INVALID_API_KEY);
    }

    @Test
    void wantsTheScopeToWriteUsage() {
        String header = "Bearer " + keys.add("usage:read", "inference").text();

        assertThat(problem(callers, header).type()).isEqualTo(INSUFFICIENT_SCOPE);
    }

    @Test
    void failsOnAStaleTableOnlyWhenToldTo() {
        String header = "Bearer " + keys.add("usage:write").text();
        keys.heartbeat(NOON.minusSeconds(61));

        assertThat(callers.mayWriteUsage(header, HERE, NOON)).isNotNull();
        assertThat(problem(keys.callers(FAIL, CountryOf.NOTHING), header).type())
                .isEqualTo(API_KEYS_STALE);
        assertThat(keys.callers(FAIL, CountryOf.NOTHING).mayWriteUsage(header, HERE, NOON.minusSeconds(1)))
                .isNotNull();
    }

    /** As while the broker is away and this edge has just started. */
    @Test
    void doesNotCallAKeyBadThatItMayNotHaveReadYet() {
        String unread = "Bearer " + ApiKeySecret.mint(new SecureRandom()).text();
        String revoked = "Bearer " + keys.add(null, NOON, "usage:write").text();

        assertThat(problem(callers, unread).type()).isEqualTo(API_KEYS_STALE);
        assertThat(problem(callers, revoked).type()).isEqualTo(INVALID_API_KEY);
        assertThat(problem(callers, "Bearer no-key").type()).isEqualTo(INVALID_API_KEY);

        keys.heartbeat(NOON);
        assertThat(problem(callers, unread).type()).isEqualTo(INVALID_API_KEY);
    }

    @Test
    void obeysTheRulesOfTheTenantAboutCountriesAsFarAsTheyAreKnown() {
        CountryOf countries =
                address -> Cidr.parse("192.0.2.0/24").contains(address) ? Optional.of("DE") : Optional.empty();
        String header = "Bearer "
                + keys.add(state -> state.setTenantCountriesAllowed(List.of("DE")))
                        .text();
        Callers knowing = keys.callers(SERVE, countries);

        assertThat(knowing.mayWriteUsage(header, HERE, NOON)).isNotNull();
        assertThat(catchThrowableOfType(
                                ProblemException.class, () -> knowing.mayWriteUsage(header, from("203.0.113.1"), NOON))
                        .type())
                .isEqualTo(IP_NOT_ALLOWED);
        assertThat(problem(callers, header).type()).isEqualTo(IP_NOT_ALLOWED);
    }

    private static Client from(String address) {
        return new Client(IpAddresses.parse(address).orElseThrow(), true);
    }

    private static ProblemException problem(Callers callers, @Nullable String header) {
        return catchThrowableOfType(ProblemException.class, () -> callers.mayWriteUsage(header, HERE, NOON));
    }
}
