package io.matrixplatform.ingest.metering;

import static io.matrixplatform.ingest.metering.ApiCallReader.MILLIS_MAX;
import static io.matrixplatform.ingest.metering.ApiCallReader.STATUS_MAX;
import static io.matrixplatform.ingest.metering.ApiCallReader.STATUS_MIN;
import static io.matrixplatform.ingest.metering.ApiCallReader.TOKENS_MAX;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A call as nearly every client reports it, read from the bytes of its event without making anything: every attribute and field at
 * most once, known, within its bounds, and without anything that has to be looked at twice. What is not like that is no plain call, be it
 * good or bad, and {@link EventReader} says what it is; it comes to the same for every plain one. Used again and again, by one thread.
 */
final class PlainCall {
    /** Of a number that the event does not have. */
    static final long ABSENT = -1;

    private static final byte[] SPECVERSION = ascii("specversion");
    private static final byte[] ID = ascii("id");
    private static final byte[] SOURCE = ascii("source");
    private static final byte[] TYPE = ascii("type");
    private static final byte[] TIME = ascii("time");
    private static final byte[] SUBJECT = ascii("subject");
    private static final byte[] DATACONTENTTYPE = ascii("datacontenttype");
    private static final byte[] DATA = ascii("data");

    private static final byte[] MODEL = ascii("model");
    private static final byte[] ROUTE = ascii("route");
    private static final byte[] STATUS = ascii("status");
    private static final byte[] LATENCY = ascii("latency_ms");
    private static final byte[] FIRST_TOKEN = ascii("time_to_first_token_ms");
    private static final byte[] INPUT = ascii("input_tokens");
    private static final byte[] OUTPUT = ascii("output_tokens");
    private static final byte[] CACHED = ascii("cached_input_tokens");
    private static final byte[] REASONING = ascii("reasoning_output_tokens");
    private static final byte[] ESTIMATED = ascii("estimated");

    private static final byte[] VERSION = ascii("1.0");
    private static final byte[] CALL = ascii(ApiCallReader.TYPE);
    private static final byte[] JSON = ascii("application/json");
    private static final byte[] TRUE = ascii("true");
    private static final byte[] FALSE = ascii("false");

    /** Bits of what was seen: of attributes, then of fields of the data. */
    private static final int HAS_SPECVERSION = 1;

    private static final int HAS_ID = 1 << 1;
    private static final int HAS_SOURCE = 1 << 2;
    private static final int HAS_TYPE = 1 << 3;
    private static final int HAS_TIME = 1 << 4;
    private static final int HAS_DATA = 1 << 5;
    private static final int HAS_SUBJECT = 1 << 6;
    private static final int HAS_DATACONTENTTYPE = 1 << 7;
    private static final int HAS_MODEL = 1 << 8;
    private static final int HAS_ROUTE = 1 << 9;
    private static final int HAS_STATUS = 1 << 10;
    private static final int HAS_LATENCY = 1 << 11;
    private static final int HAS_FIRST_TOKEN = 1 << 12;
    private static final int HAS_INPUT = 1 << 13;
    private static final int HAS_OUTPUT = 1 << 14;
    private static final int HAS_CACHED = 1 << 15;
    private static final int HAS_REASONING = 1 << 16;
    private static final int HAS_ESTIMATED = 1 << 17;

    private static final int REQUIRED = HAS_SPECVERSION
            | HAS_ID
            | HAS_SOURCE
            | HAS_TYPE
            | HAS_TIME
            | HAS_DATA
            | HAS_MODEL
            | HAS_ROUTE
            | HAS_STATUS
            | HAS_LATENCY;

    private final PlainText id = new PlainText();
    private final PlainText source = new PlainText();
    private final PlainText subject = new PlainText();
    private final PlainText model = new PlainText();
    private final PlainText route = new PlainText();
    private final PlainText other = new PlainText();
    private int seen;
    private boolean isTwice;
    private long occurredAtMicros;
    private long status;
    private long latencyMs;
    private long firstTokenMs;
    private long inputTokens;
    private long outputTokens;
    private long cachedInputTokens;
    private long reasoningOutputTokens;
    private boolean isEstimated;

    /** @return false if what comes next is no plain call; then nothing that is told of it means anything */
    boolean read(PlainJson json) {
        clear();
        if (!json.skip('{')) {
            return false;
        }
        do {
            if (!json.skipName() || !readAttribute(json)) {
                return false;
            }
        } while (json.skip(','));
        return json.skip('}') && (seen & REQUIRED) == REQUIRED && !isTwice && isConsistent();
    }

    private void clear() {
        seen = 0;
        isTwice = false;
        subject.clear();
        firstTokenMs = ABSENT;
        inputTokens = 0;
        outputTokens = 0;
        cachedInputTokens = 0;
        reasoningOutputTokens = 0;
        isEstimated = false;
    }

    private boolean isConsistent() {
        return occurredAtMicros != EventTime.INVALID
                && cachedInputTokens <= inputTokens
                && reasoningOutputTokens <= outputTokens;
    }

    /** By the length of its name, which tells nearly all of them apart. */
    private boolean readAttribute(PlainJson json) {
        PlainText name = json.name();
        return switch (name.length()) {
            case 2 -> name.is(ID) && readText(json, HAS_ID, id, Attributes.MAX_CHARS);
            case 4 -> readOfFour(json, name);
            case 6 -> name.is(SOURCE) && readText(json, HAS_SOURCE, source, Attributes.MAX_CHARS);
            case 7 -> name.is(SUBJECT) && readText(json, HAS_SUBJECT, subject, Attributes.MAX_CHARS);
            case 11 -> name.is(SPECVERSION) && isText(json, HAS_SPECVERSION, VERSION);
            case 15 -> name.is(DATACONTENTTYPE) && isText(json, HAS_DATACONTENTTYPE, JSON);
            default -> false;
        };
    }

    private boolean readOfFour(PlainJson json, PlainText name) {
        if (name.is(TIME)) {
            boolean isThere = readText(json, HAS_TIME, other, Attributes.MAX_CHARS);
            occurredAtMicros = isThere ? EventTime.parseMicros(other) : EventTime.INVALID;
            return isThere;
        }
        if (name.is(TYPE)) {
            return isText(json, HAS_TYPE, CALL);
        }
        return name.is(DATA) && readData(json);
    }

    private boolean readData(PlainJson json) {
        see(HAS_DATA);
        if (!json.skip('{')) {
            return false;
        }
        do {
            if (!json.skipName() || !readField(json)) {
                return false;
            }
        } while (json.skip(','));
        return json.skip('}');
    }

    private boolean readField(PlainJson json) {
        PlainText name = json.name();
        return switch (name.length()) {
            case 5 ->
                name.is(MODEL)
                        ? readText(json, HAS_MODEL, model, ApiCallReader.LABEL_MAX_CHARS)
                        : name.is(ROUTE) && readText(json, HAS_ROUTE, route, ApiCallReader.ROUTE_MAX_CHARS);
            case 9 -> name.is(ESTIMATED) && readEstimated(json);
            case 6 -> name.is(STATUS) && (status = readNumber(json, HAS_STATUS, STATUS_MAX)) >= STATUS_MIN;
            case 10 -> name.is(LATENCY) && (latencyMs = readNumber(json, HAS_LATENCY, MILLIS_MAX)) >= 0;
            case 12 -> name.is(INPUT) && (inputTokens = readNumber(json, HAS_INPUT, TOKENS_MAX)) >= 0;
            case 13 -> name.is(OUTPUT) && (outputTokens = readNumber(json, HAS_OUTPUT, TOKENS_MAX)) >= 0;
            case 19 -> name.is(CACHED) && (cachedInputTokens = readNumber(json, HAS_CACHED, TOKENS_MAX)) >= 0;
            case 22 -> name.is(FIRST_TOKEN) && (firstTokenMs = readNumber(json, HAS_FIRST_TOKEN, MILLIS_MAX)) >= 0;
            case 23 -> name.is(REASONING) && (reasoningOutputTokens = readNumber(json, HAS_REASONING, TOKENS_MAX)) >= 0;
            default -> false;
        };
    }

    private boolean readText(PlainJson json, int bit, PlainText into, int maxChars) {
        see(bit);
        return json.skipText(into) && into.length() > 0 && into.length() <= maxChars;
    }

    private boolean isText(PlainJson json, int bit, byte[] wanted) {
        see(bit);
        return json.skipText(other) && other.is(wanted);
    }

    /** @return {@link #ABSENT} unless it is a number up to {@code max} */
    private long readNumber(PlainJson json, int bit, long max) {
        see(bit);
        long number = json.skipNumber();
        return number <= max ? number : ABSENT;
    }

    private boolean readEstimated(PlainJson json) {
        see(HAS_ESTIMATED);
        isEstimated = json.skipWord(TRUE);
        return isEstimated || json.skipWord(FALSE);
    }

    private void see(int bit) {
        isTwice |= (seen & bit) != 0;
        seen |= bit;
    }

    PlainText id() {
        return id;
    }

    PlainText source() {
        return source;
    }

    /** Null if it has none. */
    @Nullable PlainText subject() {
        return subject.length() == 0 ? null : subject;
    }

    PlainText model() {
        return model;
    }

    PlainText route() {
        return route;
    }

    /** In microseconds since 1970 UTC. */
    long occurredAtMicros() {
        return occurredAtMicros;
    }

    long status() {
        return status;
    }

    long latencyMs() {
        return latencyMs;
    }

    /** {@link #ABSENT} if it does not say. */
    long firstTokenMs() {
        return firstTokenMs;
    }

    long inputTokens() {
        return inputTokens;
    }

    long outputTokens() {
        return outputTokens;
    }

    long cachedInputTokens() {
        return cachedInputTokens;
    }

    long reasoningOutputTokens() {
        return reasoningOutputTokens;
    }

    boolean isEstimated() {
        return isEstimated;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
