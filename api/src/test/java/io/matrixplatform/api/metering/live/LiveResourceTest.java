package io.matrixplatform.api.metering.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.matrixplatform.model.ids.TenantId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LiveResourceTest {
    private static LiveServer server;

    private final String tenant = new TenantId(UUID.randomUUID()).toString();
    private final Watcher watcher = new Watcher(() -> server.port(), tenant);

    @BeforeAll
    static void start() throws Exception {
        server = new LiveServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void tellsTheLastHourFirstAndThenWhatChanges() throws Exception {
        server.use(tenant, "api.calls", server.minute, "5");
        server.use(tenant, "tokens.input", server.minute, "0.5");

        try (EventLines events = watcher.watch("/v1/usage/stream")) {
            assertThat(events.next())
                    .startsWith("usage {\"meter\":\"api.calls\"")
                    .contains("\"quantity\":\"5\"");
            assertThat(events.next()).contains("tokens.input").contains("\"quantity\":\"0.5\"");
            assertThat(events.next()).startsWith("snapshot ");
            server.use(tenant, "api.calls", server.minute, "2");

            assertThat(events.nextUsageWith("\"quantity\":\"7\""))
                    .contains("\"meter\":\"api.calls\"")
                    .contains("\"minute\":\"" + server.minute + "\"");
        }
    }

    @Test
    void tellsOnlyTheMetersAskedForAndOnlyTheOwnTenant() throws Exception {
        server.use(tenant, "api.calls", server.minute, "5");
        server.use(tenant, "tokens.output", server.minute, "9");
        server.use(new TenantId(UUID.randomUUID()).toString(), "tokens.output", server.minute, "1000");

        try (EventLines events = watcher.watch("/v1/usage/stream?meters=tokens.output,tokens.input")) {
            assertThat(events.next()).contains("tokens.output").contains("\"quantity\":\"9\"");
            assertThat(events.next()).startsWith("snapshot ");
        }
    }

    @Test
    void beatsWhenNothingChanges() throws Exception {
        try (EventLines events = watcher.watch("/v1/usage/stream")) {
            assertThat(events.next()).startsWith("snapshot ");
            assertThat(events.next()).startsWith("heartbeat ");
            assertThat(events.next()).startsWith("heartbeat ");
        }
    }

    @Test
    void endsWithinTheRecheckWhenTheCredentialIsRevoked() throws Exception {
        try (EventLines events = watcher.watch("/v1/usage/stream")) {
            server.revoke(tenant);

            List<String> all = events.toEnd();

            assertThat(all).last().isEqualTo("end {\"reason\":\"credential-ended\"}");
        }
        await().until(() -> server.viewers() == 0);
    }

    @Test
    void refusesAnUnknownMeterAnotherTenantAndAHourThatIsNotThere() throws Exception {
        assertThat(watcher.status("/v1/usage/stream?meters=nobodys")).isEqualTo(404);
        assertThat(watcher.status("/v1/usage/stream?meters=A")).isEqualTo(422);
        assertThat(watcher.status("/v1/usage/stream?tenant=" + new TenantId(UUID.randomUUID())))
                .isEqualTo(404);
        assertThat(watcher.status("/v1/usage/socket")).isEqualTo(400);
        server.ready(false);
        try {
            assertThat(watcher.status("/v1/usage/stream")).isEqualTo(503);
        } finally {
            server.ready(true);
        }
    }
}
