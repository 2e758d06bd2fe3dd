package io.matrixplatform.ingest.metering;

import static io.matrixplatform.ingest.metering.FaultCode.ARRAY_NOT_ALLOWED;
import static io.matrixplatform.ingest.metering.FaultCode.BAD_TEXT;
import static io.matrixplatform.ingest.metering.FaultCode.DUPLICATE_FIELD;
import static io.matrixplatform.ingest.metering.FaultCode.NUMBER_OUT_OF_RANGE;
import static io.matrixplatform.ingest.metering.FaultCode.TEXT_TOO_LONG;
import static io.matrixplatform.ingest.metering.FaultCode.TOO_DEEP;
import static io.matrixplatform.ingest.metering.FaultCode.TOO_MANY_FIELDS;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.matrixplatform.events.metering.Dimension;
import io.matrixplatform.events.metering.Measure;
import io.matrixplatform.events.metering.UsageEvent;
import io.matrixplatform.model.metering.Quantity;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The data of any usage event, flattened: numbers become measures, text and booleans dimensions, names of nested objects
 * are joined by dots, nulls are skipped. Negative numbers are allowed: a refund is one.
 */
final class UsageDataReader {
    /** More digits than a quantity can have, signs and exponents included. */
    private static final int NUMBER_MAX_CHARS = 64;

    private static final int LONG_SAFE_CHARS = 18;

    private final Faults faults;
    private final EventBounds bounds;
    private final Set<String> names = new HashSet<>();
    private String place = "";

    UsageDataReader(Faults faults, EventBounds bounds) {
        this.faults = faults;
        this.bounds = bounds;
    }

    /**
     * @param json at the start of the data object; left at its end
     * @param at the object's place in the event, a JSON pointer
     */
    void read(JsonParser json, String at, UsageEvent event) throws IOException {
        place = at;
        List<Measure> measures = new ArrayList<>();
        List<Dimension> dimensions = new ArrayList<>();
        names.clear();
        readObject(json, "", 1, measures, dimensions);
        measures.sort(Comparator.comparing(Measure::getName));
        dimensions.sort(Comparator.comparing(Dimension::getName));
        event.setMeasures(measures);
        event.setDimensions(dimensions);
    }

    private void readObject(
            JsonParser json, String prefix, int depth, List<Measure> measures, List<Dimension> dimensions)
            throws IOException {
        if (depth > bounds.depthMax()) {
            faults.add(pointer(prefix), TOO_DEEP, "objects may be nested " + bounds.depthMax() + " deep");
            json.skipChildren();
            return;
        }
        for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
            JsonToken token = json.nextToken();
            String name = prefix.isEmpty() ? key : prefix + "." + key;
            if (token == JsonToken.VALUE_NULL) {
                continue;
            }
            if (!isGood(name, key)) {
                json.skipChildren();
            } else if (token == JsonToken.START_OBJECT) {
                readObject(json, name, depth + 1, measures, dimensions);
            } else if (token == JsonToken.START_ARRAY) {
                faults.add(pointer(name), ARRAY_NOT_ALLOWED, "usage is numbers, text and booleans, not arrays");
                json.skipChildren();
            } else if (isFree(name)) {
                if (token.isNumeric()) {
                    measures.add(new Measure(name, quantity(json, name)));
                } else {
                    dimensions.add(new Dimension(name, label(json, name)));
                }
            }
        }
    }

    private boolean isGood(String name, String key) {
        if (name.length() > bounds.nameMaxChars()) {
            faults.add(
                    pointer(name),
                    TEXT_TOO_LONG,
                    "a joined name may have at most " + bounds.nameMaxChars() + " characters");
            return false;
        }
        if (key.isEmpty() || !CleanText.is(key)) {
            faults.add(pointer(name), BAD_TEXT, "a name must be Unicode text, not empty, without control characters");
            return false;
        }
        return true;
    }

    private boolean isFree(String name) {
        if (names.size() == bounds.fieldsMax()) {
            faults.add(place, TOO_MANY_FIELDS, "an event may have at most " + bounds.fieldsMax() + " fields");
            return false;
        }
        if (!names.add(name)) {
            faults.add(pointer(name), DUPLICATE_FIELD, "two fields have this joined name");
            return false;
        }
        return true;
    }

    private BigDecimal quantity(JsonParser json, String name) throws IOException {
        boolean isInteger = json.currentToken() == JsonToken.VALUE_NUMBER_INT;
        int length = json.getTextLength();
        if (isInteger && length <= LONG_SAFE_CHARS) {
            return Quantity.of(json.getLongValue()).toWire();
        }
        if (length <= NUMBER_MAX_CHARS) {
            try {
                return new Quantity(new BigDecimal(json.getText())).toWire();
            } catch (ArithmeticException | IllegalArgumentException outOfRange) {
                // Reported below: the number is exact or refused, never rounded.
            }
        }
        faults.add(
                pointer(name),
                NUMBER_OUT_OF_RANGE,
                "at most " + Quantity.MAX_INTEGER_DIGITS + " integer digits and " + Quantity.SCALE + " decimals");
        return BigDecimal.ZERO;
    }

    private String label(JsonParser json, String name) throws IOException {
        String text = json.getText();
        if (text.length() > bounds.valueMaxChars()) {
            faults.add(pointer(name), TEXT_TOO_LONG, "may have at most " + bounds.valueMaxChars() + " characters");
        } else if (!CleanText.is(text)) {
            faults.add(pointer(name), BAD_TEXT, "must be Unicode text without control characters");
        }
        return text;
    }

    /** Dots in names of the client's own are shown as steps; the place is found all the same. */
    private String pointer(String name) {
        return name.isEmpty() ? place : place + Fault.step(name).replace('.', '/');
    }
}
