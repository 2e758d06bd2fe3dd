package io.matrixplatform.ingest.metering.otlp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.matrixplatform.ingest.metering.MalformedBodyException;
import io.matrixplatform.ingest.platform.Body;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/**
 * OTLP's JSON: that of proto3, but with the ids of traces and spans in hex, enums as numbers only, and names that nobody knows
 * passed over. Written by hand since the library's own reader takes neither hex nor a bound, and computes {@code 1e999999999}
 * to its last digit. Keeps what it has looked up: one instance per thread.
 */
final class OtlpJson {
    private static final int NESTING_MAX = 64;
    private static final int NUMBER_MAX_CHARS = 64;
    private static final int INTEGER_DIGITS = 20;
    private static final Set<String> IN_HEX = Set.of("traceId", "spanId", "parentSpanId");

    private static final BigInteger LONG_MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);
    private static final BigInteger INT_MIN = BigInteger.valueOf(Integer.MIN_VALUE);
    private static final BigInteger INT_MAX = BigInteger.valueOf(Integer.MAX_VALUE);
    private static final BigInteger UNSIGNED_LONG_MAX =
            BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);
    private static final BigInteger UNSIGNED_INT_MAX =
            BigInteger.ONE.shiftLeft(Integer.SIZE).subtract(BigInteger.ONE);

    private final JsonFactory factory = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(NESTING_MAX).build())
            .build();
    private final Map<Descriptor, Map<String, FieldDescriptor>> fields = new HashMap<>();

    /**
     * @param into is filled
     * @throws MalformedBodyException if it is JSON and not of that message
     */
    void read(Body body, Message.Builder into, ObjectBudget budget) throws IOException {
        try (JsonParser json = factory.createParser(body.bytes(), 0, body.length())) {
            json.nextToken();
            readObject(json, into, budget);
            if (json.nextToken() != null) {
                throw new MalformedBodyException("there is more after the end of the JSON value");
            }
        }
    }

    private void readObject(JsonParser json, Message.Builder into, ObjectBudget budget) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new MalformedBodyException(into.getDescriptorForType().getName() + " must be an object");
        }
        budget.spendOne();
        Map<String, FieldDescriptor> known =
                fields.computeIfAbsent(into.getDescriptorForType(), OtlpJson::fieldsByName);
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            FieldDescriptor field = known.get(name);
            if (json.nextToken() == JsonToken.VALUE_NULL) {
                continue;
            }
            if (field == null) {
                json.skipChildren();
            } else if (!field.isRepeated()) {
                into.setField(field, value(json, field, into, budget));
            } else if (json.currentToken() == JsonToken.START_ARRAY) {
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    into.addRepeatedField(field, value(json, field, into, budget));
                }
            } else {
                throw isNot("an array", field);
            }
        }
    }

    private static Map<String, FieldDescriptor> fieldsByName(Descriptor type) {
        Map<String, FieldDescriptor> byName = new HashMap<>();
        type.getFields().forEach(field -> byName.put(field.getJsonName(), field));
        return byName;
    }

    private Object value(JsonParser json, FieldDescriptor field, Message.Builder parent, ObjectBudget budget)
            throws IOException {
        return switch (field.getType()) {
            case MESSAGE -> {
                Message.Builder nested = parent.newBuilderForField(field);
                readObject(json, nested, budget);
                yield nested.build();
            }
            case STRING -> {
                budget.spendOne();
                yield text(json, field);
            }
            case BYTES -> {
                budget.spendOne();
                yield bytes(text(json, field), field);
            }
            case BOOL -> bool(json, field);
            case ENUM ->
                field.getEnumType()
                        .findValueByNumberCreatingIfUnknown(
                                number(json, field, INT_MIN, INT_MAX).intValue());
            case DOUBLE -> decimal(json, field);
            case FLOAT -> (float) decimal(json, field);
            case UINT32, FIXED32 ->
                number(json, field, BigInteger.ZERO, UNSIGNED_INT_MAX).intValue();
            case INT32, SINT32, SFIXED32 ->
                number(json, field, INT_MIN, INT_MAX).intValue();
            case UINT64, FIXED64 ->
                number(json, field, BigInteger.ZERO, UNSIGNED_LONG_MAX).longValue();
            case INT64, SINT64, SFIXED64 ->
                number(json, field, LONG_MIN, LONG_MAX).longValue();
            case GROUP -> throw new IllegalStateException("proto3 has no groups");
        };
    }

    private static String text(JsonParser json, FieldDescriptor field) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw isNot("text", field);
        }
        return json.getText();
    }

    private static ByteString bytes(String text, FieldDescriptor field) throws MalformedBodyException {
        try {
            return ByteString.copyFrom(
                    IN_HEX.contains(field.getJsonName())
                            ? HexFormat.of().parseHex(text)
                            : Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException notEncoded) {
            throw isNot("bytes in their encoding", field);
        }
    }

    private static boolean bool(JsonParser json, FieldDescriptor field) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw isNot("true or false", field);
        };
    }

    private static double decimal(JsonParser json, FieldDescriptor field) throws IOException {
        String text = numeral(json, field);
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException noNumber) {
            throw isNot("a number", field);
        }
    }

    /** Integers of 64 bits come as text, since JSON's numbers do not hold them everywhere. */
    private static BigInteger number(JsonParser json, FieldDescriptor field, BigInteger min, BigInteger max)
            throws IOException {
        String text = numeral(json, field);
        try {
            BigDecimal exact = new BigDecimal(text);
            // Before any digit is written out: an exponent of nine digits is a number of as many.
            if ((long) exact.precision() - exact.scale() <= INTEGER_DIGITS && exact.scale() <= INTEGER_DIGITS) {
                BigInteger value = exact.toBigIntegerExact();
                if (value.compareTo(min) >= 0 && value.compareTo(max) <= 0) {
                    return value;
                }
            }
        } catch (ArithmeticException | NumberFormatException noInteger) {
            // Answered below.
        }
        throw isNot("an integer from " + min + " to " + max, field);
    }

    private static String numeral(JsonParser json, FieldDescriptor field) throws IOException {
        boolean mayBe = json.currentToken().isNumeric() || json.currentToken() == JsonToken.VALUE_STRING;
        if (!mayBe || json.getTextLength() > NUMBER_MAX_CHARS) {
            throw isNot("a number", field);
        }
        return json.getText();
    }

    private static MalformedBodyException isNot(String kind, FieldDescriptor field) {
        return new MalformedBodyException(
                field.getContainingType().getName() + "." + field.getJsonName() + " must be " + kind);
    }
}
