package io.matrixplatform.ingest.metering;

import static io.matrixplatform.ingest.metering.Events.apiCall;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How much of a request is read, for how long, and how much is under way at once. */
class IntakeBoundsTest {
    @RegisterExtension
    final Door door = new Door();

    @Test
    void inflatesGzipWithinTheBoundOfTheBody() throws Exception {
        HttpResponse<String> honest = door.send(door.gzip(apiCall("a").getBytes(StandardCharsets.UTF_8)));
        HttpResponse<String> bomb = door.send(door.gzip(new byte[10_000_000]));

        assertThat(honest.statusCode()).isEqualTo(202);
        Door.assertProblem(bomb, 413, "request-too-large");
        assertThat(door.inFlight.bytes()).isZero();
    }

    @Test
    void refusesALargeBodyByItsAnnouncementWithoutReadingIt() throws Exception {
        String answer = door.raw("POST /v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + door.key
                + "\r\nContent-Type: " + Door.ONE + "\r\nContent-Length: 100000000\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413").contains("request-too-large");
    }

    @Test
    void refusesALargeBodyThatDoesNotSayItsLength() throws Exception {
        byte[] large = new byte[Door.BODY_MAX + 1];

        HttpResponse<String> answer =
                door.send(door.request(Door.ONE, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))));

        Door.assertProblem(answer, 413, "request-too-large");
    }

    @Test
    void givesUpOnABodyThatDoesNotCome() throws Exception {
        String answer = door.raw("POST /v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + door.key
                + "\r\nContent-Type: " + Door.ONE + "\r\nContent-Length: 100\r\n\r\n{");

        assertThat(answer).startsWith("HTTP/1.1 408").contains("body-too-slow");
        assertThat(door.inFlight.requests()).isZero();
    }

    @Test
    void refusesAtOnceWhatDoesNotFitTheMemoryBudget() throws Exception {
        door.publisher.hold();
        String large = apiCall("a").replace("\"test\"", "\"test\"" + " ".repeat(15_000));
        List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            int expected = i;
            waiting.add(door.sendAsync(door.request(Door.ONE, BodyPublishers.ofString(large))));
            Door.eventually(() -> door.publisher.waiting() == expected);
        }

        HttpResponse<String> refused = door.post(Door.ONE, large);

        Door.assertProblem(refused, 503, "overloaded");
        assertThat(refused.headers().firstValue("retry-after")).isPresent();
        door.publisher.answerAll();
        for (CompletableFuture<HttpResponse<String>> answer : waiting) {
            assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(202);
        }
        assertThat(door.inFlight.bytes()).isZero();
        assertThat(door.post(Door.ONE, large).statusCode()).isEqualTo(202);
    }

    @Test
    void forgetsAClientThatLeavesInTheMiddleOfItsBody() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), door.port())) {
            Door.write(
                    socket,
                    "POST /v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + door.key + "\r\nContent-Type: "
                            + Door.ONE + "\r\nContent-Length: 100\r\n\r\n{\"id\"");
            Door.eventually(() -> door.inFlight.bytes() == 5);
        }

        Door.eventually(() -> door.inFlight.bytes() == 0 && door.inFlight.requests() == 0);
        assertThat(door.publisher.log()).isEmpty();
    }

    @Test
    void refusesWhatSaysGzipAndIsNone() throws Exception {
        HttpRequest plain = HttpRequest.newBuilder(door.uri("/v1/events"))
                .header("Authorization", "Bearer " + door.key)
                .header("Content-Type", Door.ONE)
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofString(apiCall("a")))
                .build();

        Door.assertProblem(door.send(plain), 400, "malformed-request");
        assertThat(door.inFlight.bytes()).isZero();
    }

    @Test
    void answersARequestWhoseHeadIsTooLargeWithAProblem() throws Exception {
        String headers = door.raw("POST /v1/events HTTP/1.1\r\nHost: x\r\nX-Large: " + "x".repeat(17_000) + "\r\n\r\n");
        String line = door.raw("POST /v1/events?" + "x".repeat(5_000) + " HTTP/1.1\r\nHost: x\r\n\r\n");

        assertThat(headers).startsWith("HTTP/1.1 431").contains("application/problem+json", "headers-too-large");
        assertThat(line).contains(" 414 ", "application/problem+json", "uri-too-long");
    }

    @Test
    void answersWhatIsNoHttpWithAProblem() throws Exception {
        String answer = door.raw("nonsense\r\n\r\n");

        assertThat(answer).contains(" 400 ", "application/problem+json", "malformed-request");
    }
}
