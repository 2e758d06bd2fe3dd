package io.matrixplatform.ingest.metering;

import static io.matrixplatform.ingest.metering.FaultCode.BAD_TIME;
import static io.matrixplatform.ingest.metering.FaultCode.DUPLICATE_FIELD;
import static io.matrixplatform.ingest.metering.FaultCode.MISSING_FIELD;
import static io.matrixplatform.ingest.metering.FaultCode.TIME_IN_FUTURE;
import static io.matrixplatform.ingest.metering.FaultCode.TIME_TOO_OLD;
import static io.matrixplatform.ingest.metering.FaultCode.UNSUPPORTED_DATA;
import static io.matrixplatform.ingest.metering.FaultCode.UNSUPPORTED_SPECVERSION;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The CloudEvents attributes of the event being read, from JSON or from headers. Extension attributes are allowed and
 * left aside, as the specification has it: they are about the transport.
 */
final class Attributes {
    static final int MAX_CHARS = 256;

    private final Faults faults;
    private final Fields fields;
    private final EventBounds bounds;

    private int seen;
    private @Nullable String id;
    private @Nullable String source;
    private @Nullable String type;
    private @Nullable String subject;
    private long occurredAtMicros;

    Attributes(Faults faults, EventBounds bounds) {
        this.faults = faults;
        this.fields = new Fields(faults);
        this.bounds = bounds;
    }

    void clear() {
        seen = 0;
        id = null;
        source = null;
        type = null;
        subject = null;
        occurredAtMicros = EventTime.INVALID;
    }

    @Nullable String id() {
        return id;
    }

    @Nullable String source() {
        return source;
    }

    @Nullable String type() {
        return type;
    }

    @Nullable String subject() {
        return subject;
    }

    long occurredAtMicros() {
        return occurredAtMicros;
    }

    static boolean isKnown(String name) {
        return bit(name) != 0;
    }

    /** @param name one that is known */
    void set(String name, String value) {
        if ((seen & bit(name)) != 0) {
            faults.add("/" + name, DUPLICATE_FIELD, "stands here twice");
        }
        seen |= bit(name);
        String text = fields.text(value, "", name, MAX_CHARS);
        if (text == null) {
            return;
        }
        switch (name) {
            case "id" -> id = text;
            case "source" -> source = text;
            case "type" -> type = text;
            case "subject" -> subject = text;
            case "time" -> occurredAtMicros = EventTime.parseMicros(text);
            case "specversion" -> {
                if (!text.equals("1.0")) {
                    faults.add("/specversion", UNSUPPORTED_SPECVERSION, "must be 1.0");
                }
            }
            case "datacontenttype" -> {
                if (!isJson(text)) {
                    faults.add("/datacontenttype", UNSUPPORTED_DATA, "data must be application/json");
                }
            }
            default -> {
                // dataschema: allowed, and what we check the data against is ours
            }
        }
    }

    /** Notes what is missing or out of bounds, once everything was set. */
    void check(Instant now) {
        require("specversion");
        require("id");
        require("source");
        require("type");
        require("time");
        if ((seen & bit("time")) != 0) {
            checkTime(now);
        }
    }

    private void checkTime(Instant now) {
        if (occurredAtMicros == EventTime.INVALID) {
            faults.add("/time", BAD_TIME, "must be an RFC 3339 time with an offset");
            return;
        }
        Instant occurredAt = Instant.EPOCH.plus(occurredAtMicros, ChronoUnit.MICROS);
        if (occurredAt.isBefore(now.minus(bounds.past()))) {
            faults.add("/time", TIME_TOO_OLD, "may be at most " + bounds.past().toDays() + " days ago");
        } else if (occurredAt.isAfter(now.plus(bounds.future()))) {
            faults.add("/time", TIME_IN_FUTURE, "may be at most " + bounds.future() + " ahead");
        }
    }

    private void require(String name) {
        if ((seen & bit(name)) == 0) {
            faults.add("/" + name, MISSING_FIELD, "is required");
        }
    }

    private static boolean isJson(String contentType) {
        int end = contentType.indexOf(';');
        String media =
                (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        return media.equals("application/json") || media.endsWith("+json");
    }

    private static int bit(String name) {
        return switch (name) {
            case "specversion" -> 1;
            case "id" -> 1 << 1;
            case "source" -> 1 << 2;
            case "type" -> 1 << 3;
            case "time" -> 1 << 4;
            case "subject" -> 1 << 5;
            case "datacontenttype" -> 1 << 6;
            case "dataschema" -> 1 << 7;
            default -> 0;
        };
    }
}
