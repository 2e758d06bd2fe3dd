package io.matrixplatform.e2e.platform;

import static io.matrixplatform.e2e.platform.BadRequest.GOOD_METER;
import static io.matrixplatform.e2e.platform.BadRequest.body;
import static io.matrixplatform.e2e.platform.BadRequest.cursor;
import static io.matrixplatform.e2e.platform.BadRequest.encoded;
import static io.matrixplatform.e2e.platform.BadRequest.get;
import static io.matrixplatform.e2e.platform.BadRequest.gzip;
import static io.matrixplatform.e2e.platform.BadRequest.meter;
import static io.matrixplatform.e2e.platform.BadRequest.post;
import static io.matrixplatform.e2e.platform.BadRequest.read;
import static io.matrixplatform.e2e.platform.BadRequest.to;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.Stream;

/** The table of bad requests, by what is bad in them. */
final class BadRequests {
    private static final String HOUR = "from=2026-11-24T10:00:00Z&to=2026-11-24T11:00:00Z";
    private static final String USAGE = "/v1/usage?meter=api.calls&" + HOUR;

    /** Of a table, of a query in Pinot's SQL, and of what ends either. */
    private static final List<String> FRAGMENTS =
            List.of("' OR '1'='1", "model; DROP TABLE metering.meter; --", "model) OR 1=1 --", "model\u0000");

    private BadRequests() {}

    static Stream<BadRequest> table() {
        return Stream.of(bodies(), meters(), texts(), queries(), places(), sizes())
                .flatMap(rows -> rows);
    }

    private static Stream<BadRequest> bodies() {
        return Stream.of(
                post("JSON that breaks off", GOOD_METER.substring(0, 40), 400, "malformed-request", ""),
                post("a list", "[]", 400, "malformed-request", ""),
                post("nothing", "", 422, "invalid-field", ""),
                post("two values", GOOD_METER + GOOD_METER, 400, "malformed-request", ""),
                post(
                        "a field twice",
                        GOOD_METER.replace("\"unit\"", "\"unit\":\"v\",\"unit\""),
                        400,
                        "malformed-request",
                        ""),
                post(
                        "a depth bomb",
                        "{\"more\":" + "{\"a\":".repeat(3_000) + "1" + "}".repeat(3_001),
                        400,
                        "malformed-request",
                        ""),
                post("NaN", GOOD_METER.replace("\"PT1H\"", "NaN"), 400, "malformed-request", ""),
                body(
                        "bytes that are no UTF-8",
                        new byte[] {'{', '"', (byte) 0xe4, '"', ':', '1', '}'},
                        400,
                        "malformed-request",
                        "Content-Type",
                        "application/json"),
                body(
                        "another content type",
                        GOOD_METER.getBytes(UTF_8),
                        415,
                        "unsupported-media-type",
                        "Content-Type",
                        "text/plain"),
                body("no content type", GOOD_METER.getBytes(UTF_8), 415, "unsupported-media-type"),
                body(
                        "another content encoding",
                        GOOD_METER.getBytes(UTF_8),
                        415,
                        "unsupported-media-type",
                        "Content-Type",
                        "application/json",
                        "Content-Encoding",
                        "zstd"),
                body(
                        "gzip that is none",
                        GOOD_METER.getBytes(UTF_8),
                        400,
                        "malformed-request",
                        "Content-Type",
                        "application/json",
                        "Content-Encoding",
                        "gzip"),
                body(
                        "a gzip bomb",
                        gzip(("{\"key\":\"" + "a".repeat(20_000_000) + "\"}").getBytes(UTF_8)),
                        413,
                        "payload-too-large",
                        "Content-Type",
                        "application/json",
                        "Content-Encoding",
                        "gzip"));
    }

    private static Stream<BadRequest> meters() {
        return Stream.of(
                meter("no key", "\"key\":\"good.meter\",", "", "/key"),
                meter("a field that is none", "\"unit\"", "\"tenant_id\":\"ten_1\",\"unit\"", "/tenant_id"),
                meter("a query for a key", "good.meter", "a' OR '1'='1", "/key"),
                meter("a query for a dimension", "region", "region) FROM usage_rollup --", "/dimensions/0"),
                meter("a query for a measure", "\"n\"", "\"n FROM x\"", "/value_field"),
                meter("an aggregation that is none", "SUM", "MEDIAN", "/aggregation"),
                meter("a negative duration", "PT1H", "-PT1H", "/grace"),
                meter("an endless duration", "PT1H", "PT9223372036854775807S", "/grace"),
                meter("a number for a duration", "\"PT1H\"", "1e9999", "/grace"),
                meter("an empty duration", "PT1H", "", "/grace"));
    }

    private static Stream<BadRequest> texts() {
        return Stream.of(
                meter("a NUL in a type", "com.example.good", "com.\\u0000", "/event_type"),
                meter("a NUL in a unit", "\"unit\":\"u\"", "\"unit\":\"u\\u0000\"", "/unit"),
                meter("half a surrogate pair in a description", "\"d\"", "\"\\ud800\"", "/description"),
                to("a NUL in a name", "/v1/tenants/OWN/api-keys", "{\"name\":\"a\\u0000b\"}", "/name"),
                to("two lines in a name", "/v1/tenants/OWN/api-keys", "{\"name\":\"a\\nb\"}", "/name"),
                to(
                        "a NUL in a list",
                        "/v1/tenants/OWN/api-keys",
                        "{\"name\":\"a\",\"models\":[\"\\u0000\"]}",
                        "/models/0"),
                to(
                        "a time that is none",
                        "/v1/tenants/OWN/api-keys",
                        "{\"name\":\"a\",\"expires_at\":\"soon\"}",
                        "/expires_at"),
                to(
                        "a number for a time",
                        "/v1/tenants/OWN/api-keys",
                        "{\"name\":\"a\",\"expires_at\":1e400}",
                        "/expires_at"),
                to(
                        "a time beyond all calendars",
                        "/v1/tenants/OWN/subscriptions",
                        "{\"plan\":\"pro\",\"starts_at\":\"+999999999-01-01T00:00:00Z\"}",
                        "/starts_at"));
    }

    private static Stream<BadRequest> queries() {
        Stream<BadRequest> fragments = FRAGMENTS.stream()
                .flatMap(text -> Stream.of(
                        get("group_by=" + text, USAGE + "&group_by=" + encoded(text), "group_by"),
                        get("a filter of " + text, USAGE + "&filter=" + encoded(text) + ":x", "filter"),
                        get("window=" + text, USAGE + "&window=" + encoded(text), "window"),
                        get("meter=" + text, "/v1/usage?meter=" + encoded(text) + "&" + HOUR, "meter"),
                        get(
                                "the ledger's meter=" + text,
                                "/v1/usage/ledger?meter=" + encoded(text) + "&" + HOUR,
                                "meter"),
                        get(
                                "late usage's meter=" + text,
                                "/v1/usage/late?meter=" + encoded(text) + "&" + HOUR,
                                "meter"),
                        get("watching " + text, "/v1/usage/stream?meters=" + encoded(text), "meters"),
                        get("a cursor that is " + text, "/v1/meters?cursor=" + encoded(text), "cursor")));
        Stream<BadRequest> others = Stream.of(
                get("a NUL in an actor", "/v1/tenants/OWN/audit?actor=%00", "actor"),
                get("a NUL in a cursor", "/v1/meters?cursor=" + cursor("\u0000"), "cursor"),
                get(
                        "a cursor of another list",
                        "/v1/usage/ledger?cursor=" + cursor("api.calls") + "&" + HOUR,
                        "cursor"),
                get(
                        "a cursor beyond all calendars",
                        "/v1/usage/late?cursor=" + cursor("+999999999-12-31T00:00:00Z\n1") + "&" + HOUR,
                        "cursor"),
                get("a page of nothing", "/v1/meters?limit=0", "limit"),
                get("a page of too much", "/v1/meters?limit=1001", "limit"),
                get("a page of NaN", "/v1/meters?limit=NaN", "limit"),
                get("no time", "/v1/usage?meter=api.calls&to=2026-11-24T11:00:00Z", "from"),
                get("a time without an offset", USAGE.replace("10:00:00Z", "10:00:00"), "from"),
                get("a time that no calendar has", USAGE.replace("11-24T11", "02-30T11"), "to"),
                get("a time that ends before it begins", USAGE.replace("T10", "T12"), "to"));
        Stream<BadRequest> calendars = Stream.of(
                        "/v1/usage/ledger",
                        "/v1/usage/ledger/totals",
                        "/v1/usage/late",
                        "/v1/usage/conflicts",
                        "/v1/usage/dead-letters",
                        "/v1/tenants/OWN/audit")
                .map(path -> get(
                        "the end of time at " + path,
                        path + "?from=2026-11-24T10:00:00Z&to=%2B294277-01-01T00:00:00Z",
                        "to"));
        return Stream.of(fragments, others, calendars).flatMap(rows -> rows);
    }

    private static Stream<BadRequest> places() {
        return Stream.of(
                read("a path that is nowhere", "/v1/nothing", 404, "route-not-found"),
                read("a query for an id", "/v1/tenants/OWN/api-keys/" + encoded("' OR '1'='1"), 404, "route-not-found"),
                read("a query for a meter's key", "/v1/meters/" + encoded("' OR '1'='1"), 404, "route-not-found"),
                read("a NUL in a path", "/v1/meters/%00", 400, "request-refused"),
                read("a path that climbs", "/v1/tenants/OWN/..%2f..%2fmeters", 400, "request-refused"),
                new BadRequest(
                        "a method that the path does not take",
                        "DELETE",
                        "/v1/meters",
                        BodyPublishers.noBody(),
                        List.of(),
                        405,
                        "method-not-allowed",
                        ""));
    }

    private static Stream<BadRequest> sizes() {
        return Stream.of(
                post("a body above 64 KiB", "{\"key\":\"" + "a".repeat(70_000) + "\"}", 413, "payload-too-large", ""),
                new BadRequest(
                        "an idempotency key of 256 characters",
                        "POST",
                        "/v1/meters",
                        BodyPublishers.ofString(GOOD_METER),
                        List.of("Content-Type", "application/json", "Idempotency-Key", "x".repeat(256)),
                        422,
                        "invalid-field",
                        "Idempotency-Key"),
                new BadRequest(
                        "headers above 8 KiB",
                        "GET",
                        "/v1/meters",
                        BodyPublishers.noBody(),
                        List.of("X-Large", "x".repeat(20_000)),
                        431,
                        "headers-too-large",
                        ""),
                read("an address above 8 KiB", "/v1/meters?x=" + "x".repeat(20_000), 414, "uri-too-long"));
    }
}
