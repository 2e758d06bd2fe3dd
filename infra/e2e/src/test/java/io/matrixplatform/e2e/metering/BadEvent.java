package io.matrixplatform.e2e.metering;

import java.time.Instant;
import java.util.List;

/**
 * One event with one fault, as the door's table of them has it.
 *
 * @param instead what stands in the good event, and what stands there now, in turn
 * @param code of the rejection
 * @param place that its detail begins with
 */
record BadEvent(String name, List<String> instead, String code, String place) {
    private static final String GOOD = """
            {"specversion":"1.0","type":"io.matrixplatform.api-call.v1","id":"ID","source":"/e2e/bad","time":"NOW",
             "data":{"model":"gpt-4o","route":"/v1/chat/completions","status":200,"latency_ms":412,
                     "input_tokens":1000,"output_tokens":10}}""";

    static final List<BadEvent> TABLE = List.of(
            row("no id", "missing-field", "/id", "\"id\":\"ID\",", ""),
            row("no source", "missing-field", "/source", "\"source\":\"/e2e/bad\",", ""),
            row("no type", "missing-field", "/type", "\"type\":\"io.matrixplatform.api-call.v1\",", ""),
            row("no time", "missing-field", "/time", "\"time\":\"NOW\",", ""),
            row("no model", "missing-field", "/data/model", "\"model\":\"gpt-4o\",", ""),
            row("another specversion", "unsupported-specversion", "/specversion", "\"1.0\"", "\"0.3\""),
            row("an id that is a number", "wrong-kind", "/id", "\"ID\"", "7"),
            row("an id of 257 characters", "text-too-long", "/id", "ID", "x".repeat(257)),
            row("a NUL in the id", "bad-text", "/id", "ID", "a\\u0000b"),
            row("half a surrogate pair", "bad-text", "/data/model", "gpt-4o", "\\ud800"),
            row("a time without an offset", "bad-time", "/time", "NOW", "2026-01-31T00:00:00"),
            row("a time that no calendar has", "bad-time", "/time", "NOW", "2026-02-30T00:00:00Z"),
            row("a time in the future", "time-in-future", "/time", "NOW", "IN_AN_HOUR"),
            row("the end of time", "time-in-future", "/time", "NOW", "9999-12-31T23:59:59Z"),
            row("an ancient time", "time-too-old", "/time", "NOW", "40_DAYS_AGO"),
            row("the year one", "time-too-old", "/time", "NOW", "0001-01-01T00:00:00Z"),
            row("a negative quantity", "number-out-of-range", "/data/input_tokens", "1000", "-1"),
            row("NaN as text", "wrong-kind", "/data/input_tokens", "1000", "\"NaN\""),
            row("a broken quantity", "wrong-kind", "/data/input_tokens", "1000", "0.5"),
            row("a huge quantity", "number-out-of-range", "/data/input_tokens", "1000", "1" + "0".repeat(20)),
            row("a huge exponent", "wrong-kind", "/data/input_tokens", "1000", "1e999999999"),
            row("a status that is none", "number-out-of-range", "/data/status", "200", "999"),
            row(
                    "a part above its whole",
                    "inconsistent-tokens",
                    "/data/cached_input_tokens",
                    "\"input_tokens\":1000",
                    "\"input_tokens\":1,\"cached_input_tokens\":2"),
            row(
                    "another tenant's id in the data",
                    "unknown-field",
                    "/data/tenant_id",
                    "\"model\"",
                    "\"tenant_id\":\"OTHER\",\"model\""),
            row("a field twice", "duplicate-field", "/data/model", "\"model\"", "\"model\":\"m\",\"model\""),
            row("data that is a list", "wrong-kind", "/data", "\"data\":{", "\"data\":[],\"more\":{"),
            row(
                    "data that is no JSON",
                    "unsupported-data",
                    "/data_base64",
                    "\"source\"",
                    "\"data_base64\":\"AA==\",\"source\""),
            row("usage that is a list", "array-not-allowed", "/data/n", usage("{\"n\":[1]}")),
            row(
                    "usage too deep",
                    "too-deep",
                    "/data/a/b/c/d/e",
                    usage("{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":{\"f\":1}}}}}}")),
            row("usage above 20 digits", "number-out-of-range", "/data/n", usage("{\"n\":1e20}")),
            row("usage with an endless exponent", "number-out-of-range", "/data/n", usage("{\"n\":1e2147483648}")),
            row(
                    "usage with two fields of one joined name",
                    "duplicate-field",
                    "/data/a/b",
                    usage("{\"a.b\":1,\"a\":{\"b\":2}}")));

    private static BadEvent row(String name, String code, String place, String... instead) {
        return new BadEvent(name, List.of(instead), code, place);
    }

    /** Makes it an event of another type, with this data. */
    private static String[] usage(String data) {
        String good = GOOD.substring(GOOD.indexOf("{\"model\""), GOOD.length() - 1);
        return new String[] {"io.matrixplatform.api-call.v1", "com.example.usage", good, data};
    }

    /** One that is good. */
    static String good(String id) {
        return GOOD.replace("ID", id).replace("NOW", Instant.now().toString());
    }

    /** @param otherTenant the id of a tenant that the key does not belong to */
    String json(String id, String otherTenant) {
        String json = GOOD;
        for (int i = 0; i < instead.size(); i += 2) {
            json = json.replace(instead.get(i), instead.get(i + 1));
        }
        Instant now = Instant.now();
        return json.replace("IN_AN_HOUR", now.plusSeconds(3_600).toString())
                .replace("40_DAYS_AGO", now.minusSeconds(40 * 86_400).toString())
                .replace("OTHER", otherTenant)
                .replace("ID", id)
                .replace("NOW", now.toString());
    }
}
