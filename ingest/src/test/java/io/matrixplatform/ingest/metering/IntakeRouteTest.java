package io.matrixplatform.ingest.metering;

import static io.matrixplatform.ingest.metering.Events.apiCall;
import static io.matrixplatform.ingest.metering.Events.batch;
import static io.matrixplatform.ingest.metering.Events.usage;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntakeRouteTest {
    @RegisterExtension
    final Door door = new Door();

    @Test
    void answersABatchPerEvent() throws Exception {
        door.publisher.lose("c");

        HttpResponse<String> answer = door.post(Door.MANY, batch(apiCall("a"), apiCall("b", "{}"), apiCall("c"), "7"));

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        assertThat(Door.json(answer.body())).isEqualTo(Door.json("""
                {"accepted": 1,
                 "rejected": [
                  {"index": 1, "id": "b", "code": "missing-field", "detail": "/data/model: is required"},
                  {"index": 3, "id": null, "code": "wrong-kind", "detail": "an event must be an object"}],
                 "retry": [{"index": 2, "id": "c", "detail": "the log did not confirm it"}]}"""));
        assertThat(door.publisher.log()).extracting(Fact::id).containsExactly("a");
    }

    @Test
    void answersOnlyAfterTheLogHasAnswered() throws Exception {
        door.publisher.hold();
        CompletableFuture<HttpResponse<String>> answer =
                door.sendAsync(door.request(Door.ONE, BodyPublishers.ofString(apiCall("a"))));
        Door.eventually(() -> door.publisher.waiting() == 1);

        assertThat(answer).isNotDone();
        door.publisher.answerAll();

        assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(202);
        assertThat(door.publisher.log()).hasSize(1);
    }

    @Test
    void answersASingleRejectedEventWithAProblemThatHasTheSameMembers() throws Exception {
        HttpResponse<String> answer = door.post(Door.ONE, usage("a", "{\"n\":[1]}"));

        JsonNode problem = Door.assertProblem(answer, 422, "event-rejected");
        assertThat(problem.get("accepted").asInt()).isZero();
        assertThat(problem.get("rejected").get(0).get("code").asText()).isEqualTo("array-not-allowed");
        assertThat(problem.get("retry")).isEmpty();
    }

    @Test
    void neverCallsASingleUnconfirmedEventRejected() throws Exception {
        door.publisher.lose("a");

        HttpResponse<String> answer = door.post(Door.ONE, apiCall("a"));

        JsonNode problem = Door.assertProblem(answer, 503, "not-confirmed");
        assertThat(answer.headers().firstValue("retry-after")).isPresent();
        assertThat(problem.get("rejected")).isEmpty();
        assertThat(problem.get("retry").get(0).get("id").asText()).isEqualTo("a");
    }

    @Test
    void takesNothingInWhileTheLogIsAway() throws Exception {
        door.publisher.goAway();

        HttpResponse<String> answer = door.post(Door.MANY, batch(apiCall("a")));

        Door.assertProblem(answer, 503, "log-unreachable");
        assertThat(answer.headers().firstValue("retry-after")).isPresent();
        assertThat(door.inFlight.requests()).isZero();
    }

    @Test
    void takesBinaryMode() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(door.uri("/v1/events"))
                .header("Authorization", "Bearer " + door.key)
                .header("Content-Type", "application/json; charset=UTF-8")
                .header("ce-specversion", "1.0")
                .header("ce-id", "e1")
                .header("ce-source", "s")
                .header("ce-type", "gpu.used")
                .header("ce-time", "2026-07-01T12:00:00Z")
                .POST(BodyPublishers.ofString("{\"seconds\":3}"))
                .build();

        assertThat(door.send(request).statusCode()).isEqualTo(202);
        assertThat(door.publisher.log()).extracting(Fact::id).containsExactly("e1");
    }

    @Test
    void refusesContentItDoesNotUnderstand() throws Exception {
        for (String type :
                List.of("text/plain", "application/json", "application/xml", Door.ONE + "; charset=latin1", "x")) {
            Door.assertProblem(door.post(type, apiCall("a")), 415, "unsupported-media-type");
        }
        HttpRequest zstd = HttpRequest.newBuilder(door.uri("/v1/events"))
                .header("Authorization", "Bearer " + door.key)
                .header("Content-Type", Door.ONE)
                .header("Content-Encoding", "zstd")
                .POST(BodyPublishers.ofString(apiCall("a")))
                .build();
        Door.assertProblem(door.send(zstd), 415, "unsupported-media-type");
    }

    @Test
    void refusesBrokenJsonAndKeepsNothingOfIt() throws Exception {
        Door.assertProblem(door.post(Door.MANY, "[" + apiCall("a") + ","), 400, "malformed-request");
        assertThat(door.publisher.log()).isEmpty();
        assertThat(door.inFlight.requests()).isZero();
    }

    @Test
    void knowsWhereItIsAndWhatIsNotThere() throws Exception {
        HttpResponse<String> get = get("/v1/events", "application/problem+json");

        Door.assertProblem(get, 405, "method-not-allowed");
        assertThat(get.headers().firstValue("allow")).contains("POST");
        Door.assertProblem(get("/v1/event", "application/problem+json"), 404, "not-found");
    }

    @ParameterizedTest
    @CsvSource({"/v1/events,405,method_not_allowed", "/v1/metrics,405,method_not_allowed", "/v1/event,404,not_found"})
    void saysWhatNoRouteTakesInTheWordsOfOpenAisClientsToWhoeverAsksForNoProblem(String path, int status, String code)
            throws Exception {
        HttpResponse<String> get = get(path, "*/*");

        assertThat(get.statusCode()).isEqualTo(status);
        assertThat(get.headers().firstValue("content-type")).contains("application/json");
        assertThat(Door.json(get.body()).at("/error/code").asText()).isEqualTo(code);
        assertThat(Door.json(get.body()).at("/error/type").asText()).isEqualTo("invalid_request_error");
        assertThat(Door.json(get.body()).path("status").asInt()).isEqualTo(status);
    }

    private HttpResponse<String> get(String path, String accepted) throws Exception {
        return door.send(HttpRequest.newBuilder(door.uri(path))
                .header("Accept", accepted)
                .build());
    }

    @Test
    void servesManyRequestsOnOneConnection() throws Exception {
        String body = apiCall("a");
        String request = "POST /v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + door.key
                + "\r\nContent-Type: " + Door.ONE + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        String last = request.replace("Host: x", "Host: x\r\nConnection: close");

        String answers = door.raw(request + request + last);

        assertThat(answers.split("HTTP/1.1 202", -1)).hasSize(4);
    }

    @Test
    void tellsHowItIs() throws Exception {
        door.post(Door.MANY, batch(apiCall("a"), "7"));

        assertThat(door.get("/health/live").statusCode()).isEqualTo(200);
        assertThat(door.get("/health/ready").body()).isEqualTo("{\"status\":\"ready\",\"reasons\":{}}");
        assertThat(door.get("/metrics").body())
                .contains("metering_events_total{outcome=\"accepted\"} 1.0")
                .contains("metering_events_total{outcome=\"rejected\"} 1.0");
    }

    @Test
    void takesNothingMoreOnWhileItCloses() throws Exception {
        door.inFlight.drain(Duration.ZERO);

        Door.assertProblem(door.post(Door.ONE, apiCall("a")), 503, "shutting-down");
        assertThat(door.get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(door.get("/health/ready").body()).contains("shutting down");
    }
}
