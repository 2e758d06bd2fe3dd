package io.matrixplatform.ingest.metering;

import static io.matrixplatform.ingest.metering.FaultCode.BAD_TIME;
import static io.matrixplatform.ingest.metering.FaultCode.DUPLICATE_FIELD;
import static io.matrixplatform.ingest.metering.FaultCode.MISSING_FIELD;
import static io.matrixplatform.ingest.metering.FaultCode.TIME_IN_FUTURE;
import static io.matrixplatform.ingest.metering.FaultCode.TIME_TOO_OLD;
import static io.matrixplatform.ingest.metering.FaultCode.UNKNOWN_CORRECTION;
import static io.matrixplatform.ingest.metering.FaultCode.UNSUPPORTED_DATA;
import static io.matrixplatform.ingest.metering.FaultCode.UNSUPPORTED_SPECVERSION;

import io.matrixplatform.events.metering.CorrectionKind;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The CloudEvents attributes of the event being read, from JSON or from headers. Extension attributes other
 * than {@code correction} are allowed and left aside, as the specification has it: they are about the transport.
 */
final class Attributes {
    static final int MAX_CHARS = 256;

    private static final Attribute[] REQUIRED = {
        Attribute.SPECVERSION, Attribute.ID, Attribute.SOURCE, Attribute.TYPE, Attribute.TIME
    };

    private final Faults faults;
    private final Fields fields;
    private final EventBounds bounds;

    private int seen;
    private @Nullable String id;
    private @Nullable String source;
    private @Nullable String type;
    private @Nullable String subject;
    private @Nullable CorrectionKind correction;
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
        correction = null;
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

    /** Null for an event that corrects no other. */
    @Nullable CorrectionKind correction() {
        return correction;
    }

    /** In microseconds since 1970 UTC. */
    long occurredAtMicros() {
        return occurredAtMicros;
    }

    void set(Attribute attribute, String value) {
        if (attribute.isIn(seen)) {
            faults.add(attribute.pointer(), DUPLICATE_FIELD, "stands here twice");
        }
        seen = attribute.addedTo(seen);
        String text = fields.text(value, "", attribute.attributeName(), MAX_CHARS);
        if (text == null) {
            return;
        }
        switch (attribute) {
            case ID -> id = text;
            case SOURCE -> source = text;
            case TYPE -> type = text;
            case SUBJECT -> subject = text;
            case TIME -> occurredAtMicros = EventTime.parseMicros(text);
            case SPECVERSION -> {
                if (!text.equals("1.0")) {
                    faults.add(attribute.pointer(), UNSUPPORTED_SPECVERSION, "must be 1.0");
                }
            }
            case DATACONTENTTYPE -> {
                if (!isJson(text)) {
                    faults.add(attribute.pointer(), UNSUPPORTED_DATA, "data must be application/json");
                }
            }
            case DATASCHEMA -> {}
            case CORRECTION -> correction = correctionOf(text);
        }
    }

    private @Nullable CorrectionKind correctionOf(String text) {
        return switch (text) {
            case "cancel" -> CorrectionKind.CANCEL;
            case "amend" -> CorrectionKind.AMEND;
            default -> {
                faults.add(Attribute.CORRECTION.pointer(), UNKNOWN_CORRECTION, "must be cancel or amend");
                yield null;
            }
        };
    }

    /** Notes what is missing or out of bounds, once everything was set. */
    void check(Instant now) {
        for (Attribute attribute : REQUIRED) {
            if (!attribute.isIn(seen)) {
                faults.add(attribute.pointer(), MISSING_FIELD, "is required");
            }
        }
        if (Attribute.TIME.isIn(seen)) {
            checkTime(now);
        }
    }

    private void checkTime(Instant now) {
        if (occurredAtMicros == EventTime.INVALID) {
            faults.add("/time", BAD_TIME, "must be an RFC 3339 time with an offset");
            return;
        }
        if (bounds.isTooOld(occurredAtMicros, now)) {
            faults.add("/time", TIME_TOO_OLD, "may be at most " + bounds.past().toDays() + " days ago");
        } else if (bounds.isInFuture(occurredAtMicros, now)) {
            faults.add("/time", TIME_IN_FUTURE, "may be at most " + bounds.future() + " ahead");
        }
    }

    private static boolean isJson(String contentType) {
        int end = contentType.indexOf(';');
        String media =
                (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        return media.equals("application/json") || media.endsWith("+json");
    }
}
