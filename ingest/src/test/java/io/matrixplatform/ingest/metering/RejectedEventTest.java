package io.matrixplatform.ingest.metering;

import static io.matrixplatform.ingest.metering.Events.apiCall;
import static io.matrixplatform.ingest.metering.Events.event;
import static io.matrixplatform.ingest.metering.Events.usage;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One event that is bad, which does not harm those beside it. */
class RejectedEventTest {
    private final Reading reading = new Reading();

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
        Reading.assertRejected(reading.structured(apiCall("e1", data)), code, pointer);
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
        Intake intake = reading.structured(usage("e1", data));

        if (code == null || pointer == null) {
            assertThat(intake.rejected()).isEmpty();
            assertThat(intake.facts()).hasSize(1);
        } else {
            Reading.assertRejected(intake, code, pointer);
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

        Reading.assertRejected(reading.structured(json), code, pointer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "source", "type", "subject"})
    void boundsTheLengthOfAttributes(String name) {
        String json = event("\"id\":\"e1\",\"subject\":\"s\"", "t", "{}");
        String fits = json.replaceFirst("\"" + name + "\":\"[^\"]*\"", "\"" + name + "\":\"" + "x".repeat(256) + "\"");

        assertThat(reading.structured(fits).facts()).hasSize(1);
        Reading.assertRejected(reading.structured(fits.replace("xx", "xxx")), "text-too-long", "/" + name);
    }
}
