package io.matrixplatform.ingest.metering;

import static io.matrixplatform.ingest.metering.Events.NOW;
import static io.matrixplatform.ingest.metering.Events.apiCall;
import static io.matrixplatform.ingest.metering.Events.batch;
import static io.matrixplatform.ingest.metering.Events.event;
import static io.matrixplatform.ingest.metering.Events.usage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.matrixplatform.events.Topics;
import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.events.metering.Dimension;
import io.matrixplatform.events.metering.Measure;
import io.matrixplatform.events.metering.UsageEvent;
import io.matrixplatform.events.registry.RecordDecoder;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.ingest.FakeRegistry;
import io.matrixplatform.ingest.access.KnownKey;
import io.matrixplatform.ingest.platform.Body;
import io.matrixplatform.ingest.platform.ProblemException;
import io.matrixplatform.ingest.platform.ProblemType;
import io.matrixplatform.model.metering.Identity;
import io.vertx.core.MultiMap;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeReaderTest {
    static final EventBounds BOUNDS = new EventBounds(
            1_000_000, Duration.ofSeconds(1), 10, Duration.ofDays(35), Duration.ofMinutes(5), 3, 4, 32, 16);
    private static final KnownKey KEY =
            new KnownKey("key_1", "ten_1", "sub_1", Set.of("usage:write"), null, false, Set.of(), List.of(), 1);

    private static final FakeRegistry SERVER = new FakeRegistry();
    private static final SchemaRegistry REGISTRY = SERVER.client();

    private final IntakeReader reader = new IntakeReader(REGISTRY, BOUNDS);

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void stampsAnApiCallAndKeepsEveryFieldOfIt() {
        Intake intake = structured(event("\"id\":\"e1\",\"subject\":\"bob\"", "io.matrixplatform.api-call.v1", """
                {"model":"gpt-4o","route":"/v1/chat/completions","status":200,"latency_ms":812,
                 "time_to_first_token_ms":95,"input_tokens":1200,"output_tokens":340,"cached_input_tokens":1200,
                 "reasoning_output_tokens":340,"estimated":true,"app_id":"app_1","partner_id":"par_1"}"""));

        Fact fact = intake.facts().get(0);
        assertThat(fact.topic()).isEqualTo(Topics.METERING_API_CALLS);
        assertThat(fact.key()).isEqualTo(Identity.of("ten_1", "test", "e1").toBytes());
        assertThat(new RecordDecoder<ApiCall>(Topics.METERING_API_CALLS, REGISTRY).decode(fact.value()))
                .isEqualTo(new ApiCall(
                        "e1",
                        "ten_1",
                        "test",
                        Instant.parse("2026-07-01T11:59:58Z"),
                        NOW,
                        "key_1",
                        "sub_1",
                        "bob",
                        "gpt-4o",
                        "/v1/chat/completions",
                        200,
                        812L,
                        95L,
                        1200L,
                        340L,
                        1200L,
                        340L,
                        true,
                        "app_1",
                        "par_1"));
    }

    @Test
    void countsWhatAnApiCallLeavesOutAsNothing() {
        ApiCall call = call(structured(apiCall("e1", """
                {"model":"m","route":"r","status":499,"latency_ms":0,"app_id":null,"input_tokens":null}""")));

        assertThat(call.getInputTokens()).isZero();
        assertThat(call.getTimeToFirstTokenMs()).isNull();
        assertThat(call.getAppId()).isNull();
        assertThat(call.getEstimated()).isFalse();
    }

    @Test
    void flattensUsageToSortedMeasuresAndDimensions() {
        UsageEvent event = usageEvent(structured(usage("e1", """
                {"z":1.50,"gpu":{"seconds":-0.000000000000000001,"kind":"H100"},"spot":true,"gone":null}""")));

        assertThat(event.getType()).isEqualTo("gpu.used");
        assertThat(event.getMeasures())
                .extracting(Measure::getName, Measure::getQuantity)
                .containsExactly(
                        tuple("gpu.seconds", new BigDecimal("-0.000000000000000001")),
                        tuple("z", new BigDecimal("1.500000000000000000")));
        assertThat(event.getDimensions())
                .extracting(Dimension::getName, Dimension::getValue)
                .containsExactly(tuple("gpu.kind", "H100"), tuple("spot", "true"));
    }

    @Test
    void readsDataThatStandsBeforeItsType() {
        String head = "{\"data\":{\"model\":\"m\",\"route\":\"ü\",\"status\":200,\"latency_ms\":5},";
        String tail = "\"specversion\":\"1.0\",\"source\":\"s\",\"type\":\"io.matrixplatform.api-call.v1\","
                + "\"time\":\"2026-07-01T12:00:00Z\",\"id\":\"";

        Intake intake = read(Mode.BATCH, batch(head + tail + "ä\"}", " " + head + tail + "b\"}"));

        assertThat(intake.rejected()).isEmpty();
        assertThat(intake.facts()).extracting(Fact::id).containsExactly("ä", "b");
        assertThat(call(intake).getRoute()).isEqualTo("ü");
    }

    @Test
    void takesUsageWithoutData() {
        String bare = "{\"specversion\":\"1.0\",\"id\":\"e1\",\"source\":\"s\",\"type\":\"login\","
                + "\"time\":\"2026-07-01T12:00:00Z\",\"traceparent\":\"00-1\",\"subject\":null}";

        assertThat(usageEvent(structured(bare)).getMeasures()).isEmpty();
    }

    @Test
    void readsBinaryModeFromHeaders() {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .add("CE-SpecVersion", "1.0")
                .add("ce-id", "e%201+%C3%BC")
                .add("ce-source", "s")
                .add("ce-type", "gpu.used")
                .add("ce-time", "2026-07-01T12:00:00Z")
                .add("ce-extension", "left aside");

        Intake intake = reader.read(Mode.BINARY, headers, body("{\"seconds\":2}"), new Stamps(KEY, NOW));

        assertThat(usageEvent(intake).getEventId()).isEqualTo("e 1+ü");
        assertThat(usageEvent(intake).getMeasures())
                .extracting(Measure::getName)
                .containsExactly("seconds");
    }

    @Test
    void keepsGoodEventsBesideBadOnes() {
        Intake intake =
                read(Mode.BATCH, batch(apiCall("a"), apiCall("b", "{}"), "7", "[[1]]", usage("c", "{\"n\":1}")));

        assertThat(intake.facts()).extracting(Fact::index, Fact::id).containsExactly(tuple(0, "a"), tuple(4, "c"));
        assertThat(intake.rejected())
                .extracting(
                        Rejected::index,
                        Rejected::id,
                        rejected -> rejected.fault().detail())
                .containsExactly(
                        tuple(1, "b", "/data/model: is required"),
                        tuple(2, null, "an event must be an object"),
                        tuple(3, null, "an event must be an object"));
    }

    @Test
    void leavesRepeatsWithinABatchToTheLog() {
        Intake intake = read(Mode.BATCH, batch(apiCall("a"), apiCall("a"), usage("a", "{\"n\":1}")));

        assertThat(intake.facts()).extracting(Fact::id).containsExactly("a", "a", "a");
        assertThat(intake.facts().get(0).key()).isEqualTo(intake.facts().get(1).key());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            {"status":200}                                                      | missing-field       | /data/model
            {"model":"m","route":"r","status":200}                              | missing-field       | /data/latency_ms
            {"model":null,"route":"r","status":200,"latency_ms":1}              | missing-field       | /data/model
            {"model":7}                                                         | wrong-kind          | /data/model
            {"model":{"name":"m"}}                                              | wrong-kind          | /data/model
            {"model":""}                                                        | bad-text            | /data/model
            {"model":"a\\u0000b"}                                               | bad-text            | /data/model
            {"model":"\\ud800"}                                                 | bad-text            | /data/model
            {"latency_ms":-1}                                                   | number-out-of-range | /data/latency_ms
            {"latency_ms":1.0}                                                  | wrong-kind          | /data/latency_ms
            {"latency_ms":"1"}                                                  | wrong-kind          | /data/latency_ms
            {"latency_ms":604800001}                                            | number-out-of-range | /data/latency_ms
            {"input_tokens":1000000000001}                                      | number-out-of-range | /data/input_tokens
            {"input_tokens":99999999999999999999}                               | number-out-of-range | /data/input_tokens
            {"output_tokens":1e3}                                               | wrong-kind          | /data/output_tokens
            {"status":99}                                                       | number-out-of-range | /data/status
            {"status":600}                                                      | number-out-of-range | /data/status
            {"estimated":"yes"}                                                 | wrong-kind          | /data/estimated
            {"tenant_id":"ten_2"}                                               | unknown-field       | /data/tenant_id
            {"a/b~c":{"deep":[1]}}                                              | unknown-field       | /data/a~1b~0c
            {"model":"m","model":"n"}                                           | duplicate-field     | /data/model
            {"model":"m","route":"r","status":200,"latency_ms":1,"input_tokens":1,"cached_input_tokens":2} | inconsistent-tokens | /data/cached_input_tokens
            {"model":"m","route":"r","status":200,"latency_ms":1,"reasoning_output_tokens":1}              | inconsistent-tokens | /data/reasoning_output_tokens
            7                                                                   | wrong-kind          | /data
            [{"model":"m"}]                                                     | wrong-kind          | /data
            null                                                                | missing-field       | /data
            """)
    void rejectsABadApiCallWithThePlace(String data, String code, String pointer) {
        assertRejected(structured(apiCall("e1", data)), code, pointer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            {"n":[1]}                                              | array-not-allowed   | /data/n
            {"a":{"b":{"c":1}}}                                    |                     |
            {"a":{"b":{"c":{"d":1}}}}                              | too-deep            | /data/a/b/c
            {"n":12345678901234567890}                             |                     |
            {"n":123456789012345678901}                            | number-out-of-range | /data/n
            {"n":0.1234567890123456789}                            | number-out-of-range | /data/n
            {"n":1e19}                                             |                     |
            {"n":1e20}                                             | number-out-of-range | /data/n
            {"n":1e999999999}                                      | number-out-of-range | /data/n
            {"n":100e2147483647}                                   | number-out-of-range | /data/n
            {"n":1e99999999999}                                    | number-out-of-range | /data/n
            {"n":0.00000000000000000000000000000000000000000000000000000000000000000000000} | number-out-of-range | /data/n
            {"n":-5}                                               |                     |
            {"a.b":1,"a":{"b":2}}                                  | duplicate-field     | /data/a/b
            {"a":1,"a":"x"}                                        | duplicate-field     | /data/a
            {"a":1,"b":2,"c":"x","d":true}                         |                     |
            {"a":1,"b":2,"c":"x","d":true,"e":1}                   | too-many-fields     | /data
            {"":1}                                                 | bad-text            | /data
            {"a\\u0000":1}                                         | bad-text            | /data
            {"abcdefghijklmnopqrstuvwxyz0123456":1}                | text-too-long       | /data/abcdefghijklmnopqrstuvwxyz0123456
            {"a":"0123456789abcdefg"}                              | text-too-long       | /data/a
            {"a":"x\\ny"}                                          | bad-text            | /data/a
            {"a":""}                                               |                     |
            {}                                                     |                     |
            "NaN"                                                  | wrong-kind          | /data
            """)
    void boundsUsageDataWithThePlace(String data, @Nullable String code, @Nullable String pointer) {
        Intake intake = structured(usage("e1", data));

        if (code == null || pointer == null) {
            assertThat(intake.rejected()).isEmpty();
            assertThat(intake.facts()).hasSize(1);
        } else {
            assertRejected(intake, code, pointer);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            "specversion":"1.0"                      | "specversion":"0.3"                       | unsupported-specversion | /specversion
            "specversion":"1.0",                     |                                           | missing-field   | /specversion
            "id":"e1",                               |                                           | missing-field   | /id
            "id":"e1"                                | "id":null                                 | missing-field   | /id
            "id":"e1"                                | "id":""                                   | bad-text        | /id
            "id":"e1"                                | "id":7                                    | wrong-kind      | /id
            "id":"e1"                                | "id":"e1","id":"e2"                       | duplicate-field | /id
            "source":"test",                         |                                           | missing-field   | /source
            "type":"gpu.used",                       |                                           | missing-field   | /type
            "time":"2026-07-01T11:59:58Z",           |                                           | missing-field   | /time
            "time":"2026-07-01T11:59:58Z"            | "time":"2026-07-01T11:59:58"              | bad-time        | /time
            "time":"2026-07-01T11:59:58Z"            | "time":"2026-07-01T12:05:00.123457Z"      | time-in-future  | /time
            "time":"2026-07-01T11:59:58Z"            | "time":"2026-05-27T12:00:00.123455Z"      | time-too-old    | /time
            "time":"2026-07-01T11:59:58Z"            | "time":"9999-12-31T23:59:59Z"             | time-in-future  | /time
            "id":"e1"                                | "id":"e1","datacontenttype":"text/xml"    | unsupported-data | /datacontenttype
            "id":"e1"                                | "id":"e1","data_base64":"AA=="            | unsupported-data | /data_base64
            "id":"e1"                                | "id":"e1","data":{}                       | duplicate-field | /data
            "id":"e1"                                | "id":"e1","subject":"a\\tb"               | bad-text        | /subject
            """)
    void rejectsBadAttributesWithThePlace(String good, String bad, String code, String pointer) {
        String json = usage("e1", "{\"n\":1}").replace(good, bad == null ? "" : bad);

        assertRejected(structured(json), code, pointer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-07-01T12:05:00.123456Z", "2026-05-27T12:00:00.123456Z"})
    void takesTimesAtTheBounds(String time) {
        Intake intake = structured(usage("e1", "{}").replace("2026-07-01T11:59:58Z", time));

        assertThat(intake.rejected()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "source", "type", "subject"})
    void boundsTheLengthOfAttributes(String name) {
        String json = event("\"id\":\"e1\",\"subject\":\"s\"", "t", "{}");
        String fits = json.replaceFirst("\"" + name + "\":\"[^\"]*\"", "\"" + name + "\":\"" + "x".repeat(256) + "\"");

        assertThat(structured(fits).facts()).hasSize(1);
        assertRejected(structured(fits.replace("xx", "xxx")), "text-too-long", "/" + name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[",
                "[{]",
                "nonsense",
                "{\"data\":NaN}",
                "{\"data\":{\"n\":Infinity}}",
                "{\"data\":{\"n\":01}}",
                "{\"id\":\"\u0001\"}",
                "{} {}",
                "[] []",
                "{}]",
                "null",
                "7"
            })
    void refusesWhatIsNotTheJsonOfItsContentType(String json) {
        assertThat(problem(Mode.STRUCTURED, json)).isEqualTo(ProblemType.MALFORMED_REQUEST);
        assertThat(problem(Mode.BATCH, json)).isEqualTo(ProblemType.MALFORMED_REQUEST);
    }

    @Test
    void refusesOneEventWhereABatchIsSaidAndTheOtherWayRound() {
        assertThat(problem(Mode.BATCH, apiCall("a"))).isEqualTo(ProblemType.MALFORMED_REQUEST);
        assertThat(problem(Mode.STRUCTURED, batch(apiCall("a")))).isEqualTo(ProblemType.MALFORMED_REQUEST);
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        Body latin = new Body(new byte[] {'{', '"', (byte) 0xe4, '"', ':', '1', '}'}, 7);

        ProblemException problem = catchThrowableOfType(
                ProblemException.class, () -> reader.read(Mode.STRUCTURED, headers(), latin, new Stamps(KEY, NOW)));

        assertThat(problem.type()).isEqualTo(ProblemType.MALFORMED_REQUEST);
    }

    @Test
    void refusesADepthBombAndANumberOfAThousandDigits() {
        String bomb = "{\"x\":".repeat(10_000) + "1" + "}".repeat(10_000);

        assertThat(problem(Mode.STRUCTURED, usage("a", bomb))).isEqualTo(ProblemType.MALFORMED_REQUEST);
        assertThat(problem(Mode.STRUCTURED, usage("a", "{\"n\":1" + "0".repeat(2_000) + "}")))
                .isEqualTo(ProblemType.MALFORMED_REQUEST);
    }

    @Test
    void boundsTheNumberOfEvents() {
        String[] ten = IntStream.range(0, 10).mapToObj(i -> apiCall("e" + i)).toArray(String[]::new);

        assertThat(read(Mode.BATCH, batch(ten)).facts()).hasSize(10);
        assertThat(problem(Mode.BATCH, batch(String.join(",", ten), "7"))).isEqualTo(ProblemType.TOO_MANY_EVENTS);
        assertThat(read(Mode.BATCH, "[]").facts()).isEmpty();
    }

    @Test
    void repeatsNothingOfTheBodyInItsAnswer() {
        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> structured("{\"secret\": oops}"));

        assertThat(problem.detail()).doesNotContain("secret", "oops");
    }

    private static void assertRejected(Intake intake, String code, String pointer) {
        assertThat(intake.facts()).isEmpty();
        assertThat(intake.rejected()).hasSize(1);
        Fault fault = intake.rejected().get(0).fault();
        assertThat(fault.code().slug()).as(fault.detail()).isEqualTo(code);
        assertThat(fault.detail()).startsWith(pointer);
    }

    private ProblemType problem(Mode mode, String json) {
        return catchThrowableOfType(ProblemException.class, () -> read(mode, json))
                .type();
    }

    private Intake structured(String json) {
        return read(Mode.STRUCTURED, json);
    }

    private Intake read(Mode mode, String json) {
        return reader.read(mode, headers(), body(json), new Stamps(KEY, NOW));
    }

    private static MultiMap headers() {
        return MultiMap.caseInsensitiveMultiMap();
    }

    private static Body body(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return new Body(bytes, bytes.length);
    }

    private static ApiCall call(Intake intake) {
        return new RecordDecoder<ApiCall>(Topics.METERING_API_CALLS, REGISTRY)
                .decode(intake.facts().get(0).value());
    }

    private static UsageEvent usageEvent(Intake intake) {
        return new RecordDecoder<UsageEvent>(Topics.METERING_USAGE_EVENTS, REGISTRY)
                .decode(intake.facts().get(0).value());
    }
}
