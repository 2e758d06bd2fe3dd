package io.matrixplatform.ingest.metering;

import static io.matrixplatform.ingest.metering.Events.apiCall;
import static io.matrixplatform.ingest.metering.Events.batch;
import static io.matrixplatform.ingest.metering.Events.usage;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom the door lets in. */
class IntakeCallersTest {
    @RegisterExtension
    final Door door = new Door();

    @Test
    void answersEveryBadKeyAlike() throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(door.uri("/v1/events"))
                .header("Content-Type", Door.ONE)
                .POST(BodyPublishers.noBody());
        HttpResponse<String> missing = door.send(request.copy().build());
        HttpResponse<String> wrong = door.send(
                request.copy().header("Authorization", "Bearer mtx_live_x").build());

        Door.assertProblem(missing, 401, "invalid-api-key");
        assertThat(missing.headers().firstValue("www-authenticate")).contains("Bearer");
        assertThat(wrong.body()).isEqualTo(missing.body());
    }

    @Test
    void refusesAKeyWithoutTheScope() throws Exception {
        HttpResponse<String> answer = door.send(HttpRequest.newBuilder(door.uri("/v1/events"))
                .header("Authorization", "Bearer " + door.keys.add("usage:read").text())
                .header("Content-Type", Door.ONE)
                .POST(BodyPublishers.ofString(apiCall("a")))
                .build());

        Door.assertProblem(answer, 403, "insufficient-scope");
    }

    /** The peer is a trusted proxy, and the key is for 203.0.113.0/24. */
    @ParameterizedTest
    @CsvSource(nullValues = "none", delimiter = '|', textBlock = """
            none                           | 403
            ''                             | 403
            203.0.113.9                    | 202
            198.51.100.1, 203.0.113.9      | 202
            203.0.113.9, 198.51.100.1      | 403
            203.0.113.9, 127.0.0.2         | 202
            203.0.113.9, unknown           | 403
            203.0.113.9, 203.0.113.9:443   | 403
            unknown, 203.0.113.9           | 202
            ::ffff:203.0.113.9             | 202
            fe80::1%eth0, 203.0.113.9      | 202
            203.0.113.9, fe80::1%eth0      | 403
            """)
    void takesTheClientThatItsProxiesSawAndNotTheOneThatIsSaid(@Nullable String forwardedFor, int status)
            throws Exception {
        String narrow = door.keys
                .add(state -> state.setCidrs(List.of("203.0.113.0/24")))
                .text();

        HttpResponse<String> answer = from(narrow, forwardedFor);

        assertThat(answer.statusCode()).isEqualTo(status);
        if (status == 403) {
            Door.assertProblem(answer, 403, "ip-not-allowed");
            assertThat(door.publisher.log()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Forwarded", "X-Real-IP", "True-Client-IP", "CF-Connecting-IP"})
    void readsNoOtherHeaderForTheClient(String header) throws Exception {
        String narrow = door.keys
                .add(state -> state.setCidrs(List.of("203.0.113.0/24")))
                .text();
        String said = header.equals("Forwarded") ? "for=203.0.113.9" : "203.0.113.9";

        HttpResponse<String> answer =
                door.send(request(narrow).header(header, said).build());

        Door.assertProblem(answer, 403, "ip-not-allowed");
    }

    @Test
    void obeysTheRulesOfTheTenantToo() throws Exception {
        String shut = door.keys
                .add(state -> state.setTenantCidrsDenied(List.of("203.0.113.9/32")))
                .text();

        Door.assertProblem(from(shut, "203.0.113.9"), 403, "ip-not-allowed");
        assertThat(from(shut, "203.0.113.10").statusCode()).isEqualTo(202);
    }

    private HttpResponse<String> from(String key, @Nullable String forwardedFor) throws Exception {
        HttpRequest.Builder request = request(key);
        return door.send((forwardedFor == null ? request : request.header("X-Forwarded-For", forwardedFor)).build());
    }

    private HttpRequest.Builder request(String key) {
        return HttpRequest.newBuilder(door.uri("/v1/events"))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", Door.ONE)
                .POST(BodyPublishers.ofString(apiCall("a")));
    }

    @Test
    void rejectsACallOfAModelThatTheKeyMayNotUseAndTakesTheRest() throws Exception {
        String narrow =
                door.keys.add(state -> state.setModels(List.of("gpt-4o"))).text();
        String other = apiCall("b", Events.CALL_DATA.replace("gpt-4o", "gpt-4o-mini"));

        HttpResponse<String> answer = door.send(HttpRequest.newBuilder(door.uri("/v1/events"))
                .header("Authorization", "Bearer " + narrow)
                .header("Content-Type", Door.MANY)
                .POST(BodyPublishers.ofString(batch(apiCall("a"), other, usage("c", "{}"))))
                .build());

        JsonNode outcome = Door.json(answer.body());
        assertThat(outcome.get("accepted").asInt()).isEqualTo(2);
        assertThat(outcome.get("rejected").findValuesAsText("id")).containsExactly("b");
        assertThat(outcome.get("rejected").findValuesAsText("code")).containsExactly("model-not-allowed");
    }

    @Test
    void countsWhomItDidNotLetInByTheReason() throws Exception {
        String narrow = door.keys
                .add(state -> state.setCidrs(List.of("203.0.113.0/24")))
                .text();
        from(narrow, "198.51.100.1");
        from(narrow, "198.51.100.2");
        from(door.keys.add("usage:read").text(), null);
        from("mtx_live_x", null);

        assertThat(door.get("/metrics").body())
                .contains("access_refusals_total{problem=\"ip-not-allowed\"} 2.0")
                .contains("access_refusals_total{problem=\"insufficient-scope\"} 1.0")
                .contains("access_refusals_total{problem=\"invalid-api-key\"} 1.0");
    }
}
