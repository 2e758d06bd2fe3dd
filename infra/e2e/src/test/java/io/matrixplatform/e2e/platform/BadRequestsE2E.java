package io.matrixplatform.e2e.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The API's table of bad input. Each case gets its documented answer and changes nothing: a good request beside them finds
 * everything as it was.
 */
@ExtendWith(RunningStack.class)
class BadRequestsE2E {
    private static final String ALL_SCOPES = """
            "scopes":["inference","usage:write","usage:read","keys:read","keys:write","meters:write","team:read","team:write",
            "subscription:read","subscription:write","security:read","security:write","audit:read"]""";

    @TestFactory
    Stream<DynamicTest> getTheirDocumentedAnswerAndChangeNothing(Platform platform) {
        String tenant = make(platform.operator(), "/v1/tenants", "{\"name\":\"bad requests\"}", "id");
        String keyList = "/v1/tenants/" + tenant + "/api-keys";
        Http api = platform.api(make(platform.operator(), keyList, "{\"name\":\"all\"," + ALL_SCOPES + "}", "secret"));
        List<String> keys = idsOf(api.get(keyList));
        return Stream.concat(
                BadRequests.table().map(bad -> dynamicTest(bad.name(), () -> isRefused(bad, api, tenant))),
                Stream.of(dynamicTest("a good request beside them", () -> findsAllAsItWas(api, tenant, keys))));
    }

    private static void isRefused(BadRequest bad, Http api, String tenant) {
        Answer answer = api.send(
                bad.method(),
                bad.path().replace("OWN", tenant),
                bad.body(),
                bad.headers().toArray(new String[0]));

        assertThat(answer.status()).as("%s: %s", bad.name(), answer.body()).isEqualTo(bad.status());
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.problem()).isEqualTo(bad.problem());
        assertThat(answer.json().path("status").asInt()).isEqualTo(bad.status());
        if (!bad.field().isEmpty()) {
            JsonNode error = answer.json().at("/errors/0");
            assertThat(error.path("pointer").asText(error.path("parameter").asText()))
                    .as(answer.body())
                    .isEqualTo(bad.field());
        }
    }

    private static void findsAllAsItWas(Http api, String tenant, List<String> keys) {
        Answer defined = api.post("/v1/meters", "application/json", BadRequest.GOOD_METER);

        assertThat(defined.status()).as(defined.body()).isEqualTo(201);
        assertThat(api.get("/v1/meters").json().path("data").findValuesAsText("key"))
                .containsExactlyInAnyOrder(
                        "api.calls",
                        "runtime.cpu_hours",
                        "runtime.gpu_hours",
                        "runtime.memory_gib_hours",
                        "runtime.storage_gib_hours",
                        "tokens.input",
                        "tokens.output",
                        "good.meter");
        assertThat(idsOf(api.get("/v1/tenants/" + tenant + "/api-keys"))).isEqualTo(keys);
        assertThat(idsOf(api.get("/v1/tenants/" + tenant + "/subscriptions"))).hasSize(1);
    }

    private static String make(Http operator, String path, String body, String wanted) {
        Answer made = operator.post(path, "application/json", body);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.json().path(wanted).asText();
    }

    private static List<String> idsOf(Answer list) {
        return list.json().path("data").findValuesAsText("id");
    }
}
