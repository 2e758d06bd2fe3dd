package io.matrixplatform.rating.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.matrixplatform.model.rules.RuleViolation;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The fields of one JSON object, read strictly: each by its type, and none left over. Not thread-safe; remembers what was
 * asked for.
 */
public final class Fields {
    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();

    private final ObjectNode object;
    private final String pointer;
    private final Set<String> asked = new HashSet<>();
    private final List<Fields> inner = new ArrayList<>();

    /** @param pointer of the object itself, from the case on */
    public Fields(ObjectNode object, String pointer) {
        this.object = object;
        this.pointer = pointer;
    }

    public boolean has(String name) {
        return object.has(name);
    }

    /** JSON pointer of a field, be it there or not. */
    public String pointer(String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    public String text(String name) throws CaseException {
        JsonNode value = required(name);
        if (!value.isTextual()) {
            throw fault(name, "text", name + " is a text in quotes");
        }
        return value.textValue();
    }

    public Optional<String> findText(String name) throws CaseException {
        return isGiven(name) ? Optional.of(text(name)) : Optional.empty();
    }

    /** An exact decimal; JSON numbers are refused, since most readers make binary fractions of them. */
    public BigDecimal decimal(String name) throws CaseException {
        return decimal(name, required(name));
    }

    public Optional<BigDecimal> findDecimal(String name) throws CaseException {
        return isGiven(name) ? Optional.of(decimal(name)) : Optional.empty();
    }

    public List<BigDecimal> decimals(String name) throws CaseException {
        List<BigDecimal> found = new ArrayList<>();
        for (JsonNode element : array(name)) {
            found.add(decimal(name + "/" + found.size(), element));
        }
        return found;
    }

    /** A whole JSON number. */
    public int integer(String name) throws CaseException {
        JsonNode value = required(name);
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw fault(name, "integer", name + " is a whole number without quotes");
        }
        return value.intValue();
    }

    public int integer(String name, int otherwise) throws CaseException {
        return isGiven(name) ? integer(name) : otherwise;
    }

    public boolean flag(String name, boolean otherwise) throws CaseException {
        if (!isGiven(name)) {
            return otherwise;
        }
        JsonNode value = required(name);
        if (!value.isBoolean()) {
            throw fault(name, "boolean", name + " is true or false");
        }
        return value.booleanValue();
    }

    /** A date like {@code 2026-01-31}. */
    public LocalDate date(String name) throws CaseException {
        return parsed(name, text(name), "date", "a date like 2026-01-31", LocalDate::parse);
    }

    /** A local time like {@code 09:30}. */
    public LocalTime time(String name) throws CaseException {
        return parsed(name, text(name), "time", "a local time like 09:30", LocalTime::parse);
    }

    /** An RFC 3339 time with its offset. */
    public Instant instant(String name) throws CaseException {
        return instant(name, text(name));
    }

    public List<Instant> instants(String name) throws CaseException {
        List<Instant> found = new ArrayList<>();
        for (String text : texts(name)) {
            found.add(instant(name + "/" + found.size(), text));
        }
        return found;
    }

    /** A time, or a date for the midnight it starts with in {@code zone}; a date at the instant the zone skips midnight. */
    public Instant moment(String name, ZoneId zone) throws CaseException {
        String text = text(name);
        return text.length() == 10
                ? date(name).atStartOfDay(zone).toInstant()
                : parsed(
                        name,
                        text,
                        "time",
                        "a date like 2026-01-31, or a time with its offset like 2026-01-31T08:00:00Z",
                        value -> OffsetDateTime.parse(value).toInstant());
    }

    public Optional<Instant> findMoment(String name, ZoneId zone) throws CaseException {
        return isGiven(name) ? Optional.of(moment(name, zone)) : Optional.empty();
    }

    /** A zone by its IANA name. */
    public ZoneId zone(String name) throws CaseException {
        String text = text(name);
        if (!ZONES.contains(text)) {
            throw fault(name, "zone", "no zone is called " + text + "; IANA names are like Europe/Berlin");
        }
        return ZoneId.of(text);
    }

    /** One of the constants of an enum, written like {@code half_year}. */
    public <E extends Enum<E>> E choice(String name, Class<E> type) throws CaseException {
        String text = text(name);
        List<String> known = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            String slug = constant.name().toLowerCase(Locale.ROOT);
            if (slug.equals(text)) {
                return constant;
            }
            known.add(slug);
        }
        throw fault(name, "choice", name + " is one of " + String.join(", ", known));
    }

    public <E extends Enum<E>> E choice(String name, Class<E> type, E otherwise) throws CaseException {
        return isGiven(name) ? choice(name, type) : otherwise;
    }

    public Fields object(String name) throws CaseException {
        return object(name, required(name));
    }

    public Optional<Fields> findObject(String name) throws CaseException {
        return isGiven(name) ? Optional.of(object(name)) : Optional.empty();
    }

    /** Empty if the field is not there. */
    public List<Fields> objects(String name) throws CaseException {
        List<Fields> found = new ArrayList<>();
        if (isGiven(name)) {
            for (JsonNode element : array(name)) {
                found.add(object(name + "/" + found.size(), element));
            }
        }
        return found;
    }

    public List<String> texts(String name) throws CaseException {
        List<String> found = new ArrayList<>();
        for (JsonNode element : array(name)) {
            if (!element.isTextual()) {
                throw fault(name + "/" + found.size(), "text", "a text in quotes");
            }
            found.add(element.textValue());
        }
        return found;
    }

    /** The names of all fields, for objects whose names are data; marks them as asked for. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        asked.addAll(names);
        return names;
    }

    /** @throws CaseException if a field was not asked for, here or further inside */
    public void requireNothingElse() throws CaseException {
        for (String name : (Iterable<String>) object::fieldNames) {
            if (!asked.contains(name)) {
                throw fault(
                        name, "unknown-field", "there is no field " + name + " here, or not together with the others");
            }
        }
        for (Fields further : inner) {
            further.requireNothingElse();
        }
    }

    /** Makes a value of this object's fields: what it refuses is a fault of this object. */
    public <T> T make(Supplier<T> value) throws CaseException {
        try {
            return value.get();
        } catch (RuleViolation refused) {
            throw new CaseException(
                    pointer + (refused.field().isEmpty() ? "" : "/" + refused.field()),
                    refused.rule(),
                    String.valueOf(refused.getMessage()));
        }
    }

    /** @param name may be a path, for an element of an array */
    public CaseException fault(String name, String rule, String detail) {
        return new CaseException(pointer + "/" + name, rule, detail);
    }

    private boolean isGiven(String name) {
        asked.add(name);
        return object.has(name) && !object.get(name).isNull();
    }

    private JsonNode required(String name) throws CaseException {
        if (!isGiven(name)) {
            throw fault(name, "required", name + " is missing");
        }
        return object.get(name);
    }

    private JsonNode array(String name) throws CaseException {
        JsonNode value = required(name);
        if (!value.isArray()) {
            throw fault(name, "array", name + " is an array");
        }
        return value;
    }

    private Fields object(String path, JsonNode value) throws CaseException {
        if (!(value instanceof ObjectNode found)) {
            throw fault(path, "object", "an object is expected here");
        }
        Fields fields = new Fields(found, pointer + "/" + path);
        inner.add(fields);
        return fields;
    }

    private BigDecimal decimal(String path, JsonNode value) throws CaseException {
        if (value.isNumber()) {
            throw fault(
                    path,
                    "decimal-string",
                    "write it in quotes: JSON numbers lose digits on their way through other readers");
        }
        if (!value.isTextual() || !Amounts.isDecimal(value.textValue())) {
            throw fault(path, "decimal-string", "a decimal in quotes like \"12.50\", without exponent");
        }
        return new BigDecimal(value.textValue());
    }

    private Instant instant(String path, String text) throws CaseException {
        return parsed(
                path,
                text,
                "time",
                "a time with its offset like 2026-01-31T08:00:00Z",
                value -> OffsetDateTime.parse(value).toInstant());
    }

    private interface Parser<T> {
        T parse(String text);
    }

    private <T> T parsed(String path, String text, String rule, String expected, Parser<T> parser)
            throws CaseException {
        try {
            return parser.parse(text);
        } catch (DateTimeException invalid) {
            throw fault(path, rule, "it is " + expected + ", not " + text);
        }
    }
}
