package io.matrixplatform.ingest.metering;

import static io.matrixplatform.ingest.metering.FaultCode.BAD_TEXT;
import static io.matrixplatform.ingest.metering.FaultCode.NUMBER_OUT_OF_RANGE;
import static io.matrixplatform.ingest.metering.FaultCode.TEXT_TOO_LONG;
import static io.matrixplatform.ingest.metering.FaultCode.WRONG_KIND;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.matrixplatform.model.metering.Quantity;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Reads one field's value at the parser's place, or notes what is wrong with it. */
final class Fields {
    /** More digits than a quantity can have, signs and exponents included. */
    private static final int NUMBER_MAX_CHARS = 64;

    private final Faults faults;

    Fields(Faults faults) {
        this.faults = faults;
    }

    /** @return null if there is a fault */
    @Nullable String text(JsonParser json, String parent, String name, int maxChars) throws IOException {
        String text = text(json, parent, name);
        return text == null ? null : text(text, parent, name, maxChars);
    }

    /** The same, whatever its length and content. */
    @Nullable String text(JsonParser json, String parent, String name) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return json.getText();
        }
        json.skipChildren();
        faults.add(parent + "/" + name, WRONG_KIND, "must be text");
        return null;
    }

    /** The same for a value that did not come as JSON. */
    @Nullable String text(String text, String parent, String name, int maxChars) {
        if (text.length() > maxChars) {
            faults.add(parent + "/" + name, TEXT_TOO_LONG, "may have at most " + maxChars + " characters");
            return null;
        }
        if (text.isEmpty() || !CleanText.is(text)) {
            faults.add(parent + "/" + name, BAD_TEXT, "must be Unicode text, not empty, without control characters");
            return null;
        }
        return text;
    }

    /** @return {@code min} if there is a fault */
    long integer(JsonParser json, String parent, String name, long min, long max) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            json.skipChildren();
            faults.add(parent + "/" + name, WRONG_KIND, "must be an integer");
            return min;
        }
        if (json.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            long value = json.getLongValue();
            if (value >= min && value <= max) {
                return value;
            }
        }
        faults.add(parent + "/" + name, NUMBER_OUT_OF_RANGE, "must be from " + min + " to " + max);
        return min;
    }

    /** Exact and not negative; zero if there is a fault. */
    BigDecimal quantity(JsonParser json, String parent, String name) throws IOException {
        if (!json.currentToken().isNumeric()) {
            json.skipChildren();
            faults.add(parent + "/" + name, WRONG_KIND, "must be a number");
            return BigDecimal.ZERO;
        }
        if (json.getTextLength() <= NUMBER_MAX_CHARS) {
            try {
                Quantity quantity = new Quantity(new BigDecimal(json.getText()));
                if (quantity.value().signum() >= 0) {
                    return quantity.toWire();
                }
            } catch (ArithmeticException | IllegalArgumentException outOfRange) {
                // Reported below: the number is exact or refused, never rounded.
            }
        }
        faults.add(
                parent + "/" + name,
                NUMBER_OUT_OF_RANGE,
                "from 0, at most " + Quantity.MAX_INTEGER_DIGITS + " integer digits and " + Quantity.SCALE
                        + " decimals");
        return BigDecimal.ZERO;
    }

    /** @return false if there is a fault */
    boolean bool(JsonParser json, String parent, String name) throws IOException {
        JsonToken token = json.currentToken();
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
            json.skipChildren();
            faults.add(parent + "/" + name, WRONG_KIND, "must be true or false");
        }
        return token == JsonToken.VALUE_TRUE;
    }
}
