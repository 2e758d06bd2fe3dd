package io.matrixplatform.e2e.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.matrixplatform.e2e.access.Tenant;
import io.matrixplatform.e2e.platform.Answer;
import io.matrixplatform.e2e.platform.Http;
import io.matrixplatform.e2e.platform.Platform;
import java.time.Duration;
import java.util.List;

/** Where a tenant's program sends its events, in batches. */
public final class EventDoor {
    private final Http http;

    private EventDoor(Http http) {
        this.http = http;
    }

    /** Waits until the edge knows the tenant's key. */
    public static EventDoor of(Platform platform, Tenant tenant) {
        EventDoor door = new EventDoor(platform.ingest(tenant.secret()));
        await("the new key reaches the edge")
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> door.offer(List.of()).status() != 401);
        return door;
    }

    /** Whatever becomes of them. */
    Answer offer(List<String> events) {
        return http.post("/v1/events", "application/cloudevents-batch+json", "[" + String.join(",", events) + "]");
    }

    /** All of which are taken. */
    public void send(List<String> events) {
        Answer answer = offer(events);
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        assertThat(answer.json().path("accepted").asInt()).as(answer.body()).isEqualTo(events.size());
    }

    /** As many at a time as are given. */
    void send(List<String> events, int atOnce) {
        for (int from = 0; from < events.size(); from += atOnce) {
            send(events.subList(from, Math.min(from + atOnce, events.size())));
        }
    }
}
