package io.matrixplatform.e2e.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.matrixplatform.e2e.platform.Answer;
import io.matrixplatform.e2e.platform.Http;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/**
 * A call of every fate there is, so that a certificate has something to say of each. In time 203 input tokens count: 100 and 10
 * of plain calls, 31 of the amended one, 2 of the released one and 60 of a final frame; 40 count late.
 */
final class CertifiedTraffic {
    /** In the log: what was sent, and the operator's decision. */
    static final int RECORDS = 14;

    static final String IN_TIME = "203";
    static final String LATE = "40";
    static final String ALL = "243";

    /** The event id of one call, which stands nowhere else. */
    final String marker = "marked-" + UUID.randomUUID();

    /** When the late call was made. */
    final Instant lateAt;

    private final Http operator;
    private final EventDoor door;
    private final Books books;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    CertifiedTraffic(Http operator, EventDoor door, Books books) {
        this.operator = operator;
        this.door = door;
        this.books = books;
        lateAt = now.minus(Duration.ofHours(3));
    }

    /** What is plain, repeated, contradicted, late, taken back, amended, held, released, and in frames. */
    void send() {
        door.send(List.of(event(marker, now, "", data(100))));
        String plain = event("plain", now, "", data(10));
        door.send(List.of(
                plain,
                event("taken", now, "", data(20)),
                event("changed", now, "", data(30)),
                event("late", lateAt, "", data(40)),
                event("held", now, "", ApiCallEvent.data(1, HeldCalls.TOO_MUCH)),
                event("released", now, "", ApiCallEvent.data(2, HeldCalls.TOO_MUCH)),
                frame(1, false, 50),
                frame(2, true, 60)));
        door.send(List.of(
                plain,
                event("plain", now, "", data(11)),
                event("taken", now, "\"correction\":\"cancel\",", data(20)),
                event(
                        "changed",
                        now,
                        "\"correction\":\"amend\",",
                        "{\"original\":" + data(30) + ",\"amended\":" + data(31) + "}")));
        books.settled();
        release("released");
        await("the released call counts")
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(books.inTime("api.calls")).isEqualByComparingTo("5"));
    }

    /** One more plain call, after all of these. */
    void sendAnother() {
        door.send(List.of(event("since", Instant.now().truncatedTo(ChronoUnit.MILLIS), "", data(70))));
        books.settled();
    }

    private void release(String event) {
        String held = await("the held calls")
                .atMost(Duration.ofSeconds(30))
                .until(() -> idOfHeld(event), id -> !id.isEmpty());
        Answer decided = HeldCalls.decide(operator, held, "release");
        assertThat(decided.status()).as(decided.body()).isEqualTo(201);
    }

    private String idOfHeld(String event) {
        for (JsonNode call : books.lastHour("quarantine")) {
            if (call.path("event_id").asText().equals(event)) {
                return call.path("id").asText();
            }
        }
        return "";
    }

    private String frame(int number, boolean isFinal, long input) {
        String of = ",\"request_id\":\"request\",\"frame\":" + number + (isFinal ? ",\"final\":true" : "");
        return event("frame-" + number, now, "", ApiCallEvent.data(input, 5, of));
    }

    private static String data(long input) {
        return ApiCallEvent.data(input, 5);
    }

    /** @param more attributes, each with a comma behind it */
    private static String event(String id, Instant time, String more, String data) {
        return ApiCallEvent.json(id, "/e2e/certificates", time, more, data);
    }
}
