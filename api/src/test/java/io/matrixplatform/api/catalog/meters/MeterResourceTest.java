package io.matrixplatform.api.catalog.meters;

import static io.matrixplatform.api.testing.ApiServer.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.api.testing.Answer;
import io.matrixplatform.api.testing.ApiServer;
import io.matrixplatform.api.testing.Told;
import io.matrixplatform.events.Topics;
import io.matrixplatform.events.catalog.MeterAggregation;
import io.matrixplatform.events.catalog.MeterFilter;
import io.matrixplatform.events.catalog.MeterState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeterResourceTest {
    private static final String GPU = """
            {"key":"gpu.seconds","event_type":"com.example.job","aggregation":"SUM","value_field":"gpu.seconds",
             "dimensions":["zone","gpu"],"unit":"seconds"}""";

    private final ApiServer api = ApiServer.running();
    private final String tenant = api.tenant();
    private final String key = api.key(tenant);

    @Test
    void definesAMeterThatTakesEffectAtAFullMinuteAtLeastAMinuteAhead() {
        Instant before = Instant.ofEpochMilli(System.currentTimeMillis());

        Answer defined = api.post("/v1/meters", key, GPU);

        assertThat(defined.status()).isEqualTo(201);
        assertThat(defined.json().path("dimensions").toString()).isEqualTo("[\"gpu\",\"zone\"]");
        assertThat(defined.field("grace")).isEqualTo("PT1H");
        Instant effective = Instant.parse(defined.field("effective_from"));
        assertThat(effective.getEpochSecond() % 60).isZero();
        assertThat(Duration.between(before, effective)).isBetween(Duration.ofMinutes(1), Duration.ofMinutes(3));
        assertThat(api.get("/v1/meters/gpu.seconds", key).json()).isEqualTo(defined.json());
    }

    @Test
    void hasThePredefinedMetersFromTheBeginning() {
        Answer meters = api.get("/v1/meters", key);

        assertThat(meters.json().path("data").findValuesAsText("key"))
                .containsExactly(
                        "api.calls",
                        "runtime.cpu_hours",
                        "runtime.gpu_hours",
                        "runtime.memory_gib_hours",
                        "runtime.storage_gib_hours",
                        "tokens.input",
                        "tokens.output");
        assertThat(meters.json().at("/data/0/predefined").asBoolean()).isTrue();
        assertThat(meters.json().at("/data/0/effective_from").asText()).isEqualTo("1970-01-01T00:00:00Z");
    }

    @Test
    void holdsSamplesForFiveMinutesUnlessTold() {
        String level = """
                {"key":"own.cores","event_type":"io.matrixplatform.runtime-metric.v1","unit":"core-hours",
                 "aggregation":"TIME_WEIGHTED_SUM","value_field":"quantity","dimensions":["instance_id"]%s}""";

        assertThat(api.post("/v1/meters", key, level.formatted("")).field("gap_max"))
                .isEqualTo("PT5M");
        Answer told = api.post(
                "/v1/meters", key, level.formatted(",\"gap_max\":\"PT2M\"").replace("own.cores", "own.cores.told"));
        assertThat(told.field("gap_max")).isEqualTo("PT2M");
        assertThat(api.get("/v1/meters/own.cores.told", key).json()).isEqualTo(told.json());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            "aggregation":"TIME_WEIGHTED_SUM","value_field":"quantity"                                                          | /dimensions
            "aggregation":"TIME_WEIGHTED_SUM","value_field":"quantity","dimensions":["instance_id"],"gap_max":"PT0S"            | /gap_max
            "aggregation":"TIME_WEIGHTED_SUM","value_field":"quantity","dimensions":["instance_id"],"gap_max":"PT61M"           | /gap_max
            "aggregation":"MAX","value_field":"quantity","gap_max":"PT5M"                                                       | /gap_max
            "aggregation":"MAX","value_field":"input_tokens"                                                                    | /value_field
            "aggregation":"COUNT","dimensions":["route"]                                                                        | /dimensions/0
            """)
    void refusesAMeterOverSamplesThatMakesNoSense(String takes, String pointer) {
        Answer refused = api.post(
                "/v1/meters",
                key,
                "{\"key\":\"own.bad\",\"event_type\":\"io.matrixplatform.runtime-metric.v1\",\"unit\":\"u\"," + takes
                        + "}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/errors/0/pointer").asText()).isEqualTo(pointer);
    }

    @Test
    void refusesAKeyThatIsTakenOrReserved() {
        api.post("/v1/meters", key, GPU);

        Answer taken = api.post("/v1/meters", key, GPU);
        Answer reserved = api.post("/v1/meters", key, GPU.replace("gpu.seconds\",\"ev", "api.calls\",\"ev"));

        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.problem()).isEqualTo("meter-key-taken");
        assertThat(reserved.status()).isEqualTo(409);
    }

    @Test
    void letsTwoTenantsHaveAMeterWithTheSameKey() {
        String other = api.key(api.tenant());

        assertThat(api.post("/v1/meters", key, GPU).status()).isEqualTo(201);
        assertThat(api.post("/v1/meters", other, GPU).status()).isEqualTo(201);
    }

    @Test
    void doesNotShowAMeterOfAnotherTenant() {
        api.post("/v1/meters", key, GPU);
        String other = api.key(api.tenant());

        assertThat(api.get("/v1/meters/gpu.seconds", other).problem()).isEqualTo("meter-not-found");
        assertThat(api.get("/v1/meters/gpu.seconds?tenant=" + tenant, other).problem())
                .isEqualTo("tenant-not-found");
        assertThat(api.get("/v1/meters/gpu.seconds?tenant=" + tenant, OPERATOR).status())
                .isEqualTo(200);
    }

    @Test
    void namesEveryFieldThatIsWrong() {
        Answer refused = api.post("/v1/meters", key, """
                {"key":"x","event_type":"io.matrixplatform.api-call.v1","aggregation":"COUNT","value_field":"size",
                 "dimensions":["model","colour","model"],"unit":"u","grace":"P40D"}""");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().findValuesAsText("pointer"))
                .containsExactly("/value_field", "/value_field", "/grace", "/dimensions/1", "/dimensions/2");
    }

    @Test
    void demandsAMeasureOfASum() {
        Answer refused = api.post(
                "/v1/meters", key, "{\"key\":\"x\",\"event_type\":\"t\",\"aggregation\":\"SUM\",\"unit\":\"u\"}");

        assertThat(refused.json().at("/errors/0/pointer").asText()).isEqualTo("/value_field");
    }

    @Test
    void refusesAMalformedKeyAndAnUnknownAggregationByName() {
        Answer badKey = api.post(
                "/v1/meters", key, "{\"key\":\"A b\",\"event_type\":\"t\",\"aggregation\":\"COUNT\",\"unit\":\"u\"}");
        Answer badAggregation = api.post(
                "/v1/meters", key, "{\"key\":\"a\",\"event_type\":\"t\",\"aggregation\":\"MEDIAN\",\"unit\":\"u\"}");

        assertThat(badKey.json().at("/errors/0/pointer").asText()).isEqualTo("/key");
        assertThat(badKey.field("detail")).contains("tokens.input");
        assertThat(badAggregation.json().at("/errors/0/pointer").asText()).isEqualTo("/aggregation");
    }

    @Test
    void definesEveryAggregationAndTellsTheJobsWhatItTakes() {
        Answer defined = api.post("/v1/meters", key, """
                {"key":"gpu.seconds","event_type":"io.matrixplatform.api-call.v1","aggregation":"PERCENTILE","percentile":99.9,
                 "expression":"(input_tokens + output_tokens) / 1000","dimensions":["model"],"groups_max":50,"unit":"ktokens",
                 "filters":[{"field":"status","operator":"IN","values":["200","201","200"]},
                            {"field":"app_id","operator":"EXISTS"}]}""");

        assertThat(defined.status()).isEqualTo(201);
        assertThat(defined.json().at("/filters/0/values").toString()).isEqualTo("[\"200\",\"201\"]");
        assertThat(defined.json().at("/groups_max").asInt()).isEqualTo(50);
        assertThat(api.get("/v1/meters/gpu.seconds", key).json()).isEqualTo(defined.json());
        MeterState told = told().get(0);
        assertThat(told.getAggregation()).isEqualTo(MeterAggregation.PERCENTILE);
        assertThat(told.getPercentile()).isEqualByComparingTo("99.9");
        assertThat(told.getExpression()).isEqualTo("(input_tokens + output_tokens) / 1000");
        assertThat(told.getGroupsMax()).isEqualTo(50);
        assertThat(told.getFilters()).extracting(MeterFilter::getField).containsExactly("status", "app_id");
    }

    @Test
    void keepsAThousandGroupsApartUnlessItIsToldAnotherNumber() {
        assertThat(api.post("/v1/meters", key, GPU).json().path("groups_max").asInt())
                .isEqualTo(1_000);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            "aggregation":"MAX";                                                       /value_field; needs the name of a field
            "aggregation":"MAX","value_field":"a","expression":"a+1";                  /expression;  not both
            "aggregation":"MAX","expression":"a + * b";                                /expression;  at character 5
            "aggregation":"COUNT","expression":"a";                                    /expression;  COUNT takes none
            "aggregation":"PERCENTILE","value_field":"a";                              /percentile;  needs one
            "aggregation":"PERCENTILE","value_field":"a","percentile":100;             /percentile;  below 100
            "aggregation":"SUM","value_field":"a","percentile":50;                     /percentile;  only for PERCENTILE
            "aggregation":"COUNT","filters":[{"field":"a"}];                           /filters/0;   an operator
            "aggregation":"COUNT","filters":[{"field":"a","operator":"IN"}];           /filters/0/values; needs values
            "aggregation":"COUNT","filters":[{"field":"a b","operator":"EXISTS"}];     /filters/0/field; not the name
            "aggregation":"COUNT","groups_max":5;                                      /groups_max;  dimensions
            "aggregation":"COUNT","dimensions":["a"],"groups_max":0;                   /groups_max;  from 1
            """)
    void saysWhatIsWrongAndWhatWouldBeRight(String body, String pointer, String detail) {
        Answer refused =
                api.post("/v1/meters", key, "{\"key\":\"x\",\"event_type\":\"t\",\"unit\":\"u\"," + body + "}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/errors/0/pointer").asText()).isEqualTo(pointer);
        assertThat(refused.json().at("/errors/0/detail").asText()).contains(detail);
    }

    @Test
    void archivesAMeterAtAFullMinuteAheadAndTellsTheJobs() {
        api.post("/v1/meters", key, GPU);
        Instant before = Instant.ofEpochMilli(System.currentTimeMillis());

        Answer archived = api.post("/v1/meters/gpu.seconds/archive", key, "");
        Answer again = api.post("/v1/meters/gpu.seconds/archive", key, "{}");

        assertThat(archived.status()).isEqualTo(201);
        Instant from = Instant.parse(archived.field("archived_from"));
        assertThat(from.getEpochSecond() % 60).isZero();
        assertThat(Duration.between(before, from)).isBetween(Duration.ofMinutes(1), Duration.ofMinutes(3));
        assertThat(again.json()).isEqualTo(archived.json());
        assertThat(api.get("/v1/meters/gpu.seconds", key).json()).isEqualTo(archived.json());
        assertThat(told()).extracting(MeterState::getVersion).containsExactly(1L, 2L);
        assertThat(told()).extracting(MeterState::getArchivedFrom).containsExactly(null, from);
    }

    @Test
    void changesWhatAPersonReadsOfAMeterForWhoeverHasSeenIt() {
        api.post("/v1/meters", key, GPU);
        String tag = api.get("/v1/meters/gpu.seconds", key).header("ETag").orElseThrow();

        Answer changed = patch("gpu.seconds", key, tag, "{\"unit\":\"s\",\"description\":\"Time on a GPU\"}");
        Answer stale = patch("gpu.seconds", key, tag, "{\"unit\":\"h\"}");
        Answer blind = patch("gpu.seconds", key, null, "{\"unit\":\"h\"}");
        Answer counting = patch("gpu.seconds", key, "*", "{\"value_field\":\"other\"}");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.field("unit")).isEqualTo("s");
        assertThat(changed.field("description")).isEqualTo("Time on a GPU");
        assertThat(changed.field("value_field")).isEqualTo("gpu.seconds");
        assertThat(stale.problem()).isEqualTo("precondition-failed");
        assertThat(blind.problem()).isEqualTo("precondition-required");
        assertThat(counting.json().at("/errors/0/pointer").asText()).isEqualTo("/value_field");
        assertThat(api.get("/v1/meters/gpu.seconds", key).json()).isEqualTo(changed.json());
        assertThat(told()).extracting(MeterState::getUnit).containsExactly("seconds", "s");
    }

    @Test
    void doesNotChangeAPredefinedMeterNorAnotherTenants() {
        api.post("/v1/meters", key, GPU);
        String other = api.key(api.tenant());

        assertThat(patch("api.calls", key, "*", "{\"unit\":\"x\"}").problem()).isEqualTo("meter-predefined");
        assertThat(patch("gpu.seconds", other, "*", "{\"unit\":\"x\"}").problem())
                .isEqualTo("meter-not-found");
    }

    @Test
    void doesNotLetGoOfAPredefinedMeterNorOfAnotherTenants() {
        api.post("/v1/meters", key, GPU);
        String other = api.key(api.tenant());

        assertThat(api.post("/v1/meters/api.calls/archive", key, "").problem()).isEqualTo("meter-predefined");
        assertThat(api.post("/v1/meters/gpu.seconds/archive", other, "").problem())
                .isEqualTo("meter-not-found");
        assertThat(api.post("/v1/meters/gpu.seconds/archive?tenant=" + tenant, other, "")
                        .problem())
                .isEqualTo("tenant-not-found");
    }

    @Test
    void keepsTheKeyOfAnArchivedMeter() {
        api.post("/v1/meters", key, GPU);
        api.post("/v1/meters/gpu.seconds/archive", key, "");

        assertThat(api.post("/v1/meters", key, GPU).problem()).isEqualTo("meter-key-taken");
    }

    @Test
    void keepsTheNameOfARouteToItself() {
        Answer refused = api.post("/v1/meters", key, GPU.replace("gpu.seconds\",\"ev", "preview\",\"ev"));

        assertThat(refused.json().at("/errors/0/pointer").asText()).isEqualTo("/key");
    }

    private Answer patch(String meter, String credential, @Nullable String ifMatch, String body) {
        return api.patch("/v1/meters/" + meter, credential, ifMatch, body);
    }

    private List<MeterState> told() {
        return Told.of(Topics.CATALOG_METER_STATE, tenant + "/gpu.seconds");
    }
}
