package io.matrixplatform.ingest.metering.otlp;

import static io.matrixplatform.ingest.metering.otlp.Exports.counter;
import static io.matrixplatform.ingest.metering.otlp.Exports.gauge;
import static io.matrixplatform.ingest.metering.otlp.Exports.point;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.Status;
import io.matrixplatform.ingest.metering.Door;
import io.matrixplatform.ingest.metering.Fact;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an exporter is answered. */
class MetricsRouteTest {
    private static final String PROTOBUF = "application/x-protobuf";
    private static final String JSON = "application/json";
    private static final ExportMetricsServiceRequest GOOD = Exports.of(gauge("container.memory.usage", "By", point(1)));

    @RegisterExtension
    final Door door = new Door();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void answersAnEmptyMessageWhenEverythingIsInTheLog() throws Exception {
        HttpResponse<byte[]> answer = post(GOOD);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains(PROTOBUF);
        assertThat(answer.body()).isEmpty();
        assertThat(door.publisher.log()).hasSize(1);
    }

    @Test
    void takesGoodPointsBesideBadOnesAndNamesTheBad() throws Exception {
        ExportMetricsServiceRequest mixed = Exports.of(
                gauge("container.memory.usage", "By", point(1), point(-1)), gauge("jvm.thread.count", "1", point(3)));

        HttpResponse<byte[]> answer = post(mixed);

        assertThat(answer.statusCode()).isEqualTo(200);
        ExportMetricsPartialSuccess partial =
                ExportMetricsServiceResponse.parseFrom(answer.body()).getPartialSuccess();
        assertThat(partial.getRejectedDataPoints()).isEqualTo(2);
        assertThat(partial.getErrorMessage())
                .contains("jvm.thread.count: is not metered", "container.memory.usage: has data points below zero");
        assertThat(door.publisher.log()).hasSize(1);
        assertThat(metrics())
                .contains("metering_events_total{outcome=\"accepted\"} 1.0")
                .contains("metering_events_total{outcome=\"rejected\"} 2.0");
    }

    @Test
    void answersJsonWithJson() throws Exception {
        HttpResponse<byte[]> good = post(JSON, "{\"resourceMetrics\":[]}".getBytes(StandardCharsets.UTF_8));
        HttpResponse<byte[]> bad = post("application/json; charset=utf-8", """
                {"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"x","gauge":{"dataPoints":[{},{}]}}]}]}]}""".getBytes(StandardCharsets.UTF_8));

        assertThat(good.headers().firstValue("content-type")).contains(JSON);
        assertThat(text(good)).isEqualTo("{}");
        JsonNode partial = Door.json(text(bad)).path("partialSuccess");
        assertThat(partial.path("rejectedDataPoints").asText())
                .as("64 bits are text")
                .isEqualTo("2");
        assertThat(partial.path("rejectedDataPoints").isTextual()).isTrue();
        assertThat(partial.path("errorMessage").asText()).startsWith("x: is not metered");
    }

    @Test
    void writesThePointsOfARepeatedRequestUnderTheSameIdentities() throws Exception {
        ExportMetricsServiceRequest request =
                Exports.of(counter("process.cpu.time", "s", point(7, "cpu.mode=user"), point(2, "cpu.mode=system")));

        post(request);
        post(request);

        List<Fact> log = door.publisher.log();
        assertThat(log).hasSize(4);
        assertThat(log.get(2).key()).isEqualTo(log.get(0).key());
        assertThat(log.get(3).key())
                .isEqualTo(log.get(1).key())
                .isNotEqualTo(log.get(0).key());
    }

    @Test
    void asksForAllAgainWhenOnePointWasNotConfirmed() throws Exception {
        post(Exports.of(gauge("container.filesystem.usage", "By", point(1))));
        door.publisher.lose(door.publisher.log().get(0).id());

        HttpResponse<byte[]> answer = post(Exports.of(
                gauge("container.memory.usage", "By", point(1)),
                gauge("container.filesystem.usage", "By", point(1)),
                gauge("jvm.thread.count", "1", point(3))));

        assertRefused(answer, 503, Code.UNAVAILABLE, "send the request again");
        assertThat(answer.headers().firstValue("retry-after")).contains("1");
        assertThat(door.publisher.log()).hasSize(2);
    }

    @Test
    void takesNothingInWhileTheLogIsAway() throws Exception {
        door.publisher.goAway();

        HttpResponse<byte[]> answer = post(GOOD);

        assertRefused(answer, 503, Code.UNAVAILABLE, "send it again later");
        assertThat(answer.headers().firstValue("retry-after")).contains("1");
    }

    @Test
    void inflatesGzipWithinTheBoundOfTheBody() throws Exception {
        HttpResponse<byte[]> honest = send(request(PROTOBUF, gzip(GOOD.toByteArray()))
                .header("Content-Encoding", "gzip")
                .build());
        HttpResponse<byte[]> bomb = send(request(PROTOBUF, gzip(new byte[10_000_000]))
                .header("Content-Encoding", "gzip")
                .build());

        assertThat(honest.statusCode()).isEqualTo(200);
        assertRefused(bomb, 413, Code.INVALID_ARGUMENT, "inflated body");
        assertThat(door.inFlight.bytes()).isZero();
    }

    @Test
    void refusesMoreThanOneRequestMayHold() throws Exception {
        NumberDataPoint[] points = Collections.nCopies(51, point(1)).toArray(NumberDataPoint[]::new);

        assertRefused(post(Exports.of(gauge("x", "1", points))), 413, Code.INVALID_ARGUMENT, "at most 50 data points");
        assertRefused(post(PROTOBUF, new byte[Door.BODY_MAX + 1]), 413, Code.INVALID_ARGUMENT, "at most 20000 bytes");
        assertThat(door.publisher.log()).isEmpty();
    }

    @Test
    void describesABadRequest() throws Exception {
        HttpResponse<byte[]> protobuf = post(PROTOBUF, new byte[] {1, 2, 3});
        HttpResponse<byte[]> json = post(JSON, "{\"resourceMetrics\":7}".getBytes(StandardCharsets.UTF_8));

        assertRefused(protobuf, 400, Code.INVALID_ARGUMENT, "is not an ExportMetricsServiceRequest");
        BadRequest details = Status.parseFrom(protobuf.body()).getDetails(0).unpack(BadRequest.class);
        assertThat(details.getFieldViolations(0).getDescription()).contains("is not an ExportMetricsServiceRequest");
        assertThat(json.statusCode()).isEqualTo(400);
        assertThat(json.headers().firstValue("content-type")).contains(JSON);
        assertThat(Door.json(text(json))).isEqualTo(Door.json("""
                {"code": 3, "message": "ExportMetricsServiceRequest.resourceMetrics must be an array",
                 "details": [{"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": [
                   {"description": "ExportMetricsServiceRequest.resourceMetrics must be an array"}]}]}"""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/protobuf", "application/json; charset=latin1", ""})
    void refusesOtherContentTypes(String contentType) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(door.uri("/v1/metrics"))
                .header("Authorization", "Bearer " + door.key)
                .POST(BodyPublishers.ofByteArray(GOOD.toByteArray()));
        HttpResponse<byte[]> answer =
                send((contentType.isEmpty() ? request : request.header("Content-Type", contentType)).build());

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(Door.json(text(answer)).path("message").asText()).startsWith("send application/x-protobuf");
    }

    @Test
    void refusesOtherContentEncodings() throws Exception {
        HttpResponse<byte[]> answer = send(request(PROTOBUF, GOOD.toByteArray())
                .header("Content-Encoding", "zstd")
                .build());

        assertRefused(answer, 415, Code.INVALID_ARGUMENT, "gzip");
    }

    @Test
    void letsInWhoMayWriteUsageAndNobodyElse() throws Exception {
        HttpResponse<byte[]> nobody = send(HttpRequest.newBuilder(door.uri("/v1/metrics"))
                .header("Content-Type", PROTOBUF)
                .POST(BodyPublishers.ofByteArray(GOOD.toByteArray()))
                .build());
        HttpResponse<byte[]> reader = send(HttpRequest.newBuilder(door.uri("/v1/metrics"))
                .header("Content-Type", PROTOBUF)
                .header("Authorization", "Bearer " + door.keys.add("usage:read").text())
                .POST(BodyPublishers.ofByteArray(GOOD.toByteArray()))
                .build());

        assertRefused(nobody, 401, Code.UNAUTHENTICATED, "send a valid API key");
        assertThat(nobody.headers().firstValue("www-authenticate")).contains("Bearer");
        assertRefused(reader, 403, Code.PERMISSION_DENIED, "usage:write");
        assertThat(metrics()).contains("access_refusals_total{problem=\"insufficient-scope\"} 1.0");
    }

    /** 408 would be final for an exporter. */
    @Test
    void asksForABodyThatDoesNotComeAgain() throws Exception {
        String answer = door.raw("POST /v1/metrics HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + door.key
                + "\r\nContent-Type: " + JSON + "\r\nContent-Length: 100\r\n\r\n{");

        assertThat(answer)
                .startsWith("HTTP/1.1 503")
                .containsIgnoringCase("retry-after: 1")
                .contains("must arrive");
        assertThat(door.inFlight.requests()).isZero();
    }

    @Test
    void turnsExportersAwayWhenItCloses() throws Exception {
        door.inFlight.drain(Duration.ZERO);

        assertRefused(post(GOOD), 503, Code.UNAVAILABLE, "closing");
    }

    private static void assertRefused(HttpResponse<byte[]> answer, int status, Code code, String message)
            throws IOException {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).contains(PROTOBUF);
        Status told = Status.parseFrom(answer.body());
        assertThat(told.getCode()).isEqualTo(code.getNumber());
        assertThat(told.getMessage()).contains(message);
    }

    private HttpResponse<byte[]> post(ExportMetricsServiceRequest request) throws Exception {
        return post(PROTOBUF, request.toByteArray());
    }

    private HttpResponse<byte[]> post(String contentType, byte[] body) throws Exception {
        return send(request(contentType, body).build());
    }

    private HttpRequest.Builder request(String contentType, byte[] body) {
        return HttpRequest.newBuilder(door.uri("/v1/metrics"))
                .header("Authorization", "Bearer " + door.key)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofByteArray(body));
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws Exception {
        return client.send(request, BodyHandlers.ofByteArray());
    }

    private String metrics() throws Exception {
        return door.get("/metrics").body();
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }
}
