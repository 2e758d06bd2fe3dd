package io.matrixplatform.api.platform.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializerBase;
import io.matrixplatform.model.ids.TypedId;
import io.matrixplatform.model.metering.MeterKey;
import io.matrixplatform.model.metering.Quantity;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Describes types that are one JSON value without parts. */
final class Scalars {
    private static final String DECIMAL = "^-?[0-9]+(\\.[0-9]+)?$";

    private static final Map<Class<?>, ObjectNode> KNOWN = Map.ofEntries(
            Map.entry(String.class, node("string")),
            Map.entry(boolean.class, node("boolean")),
            Map.entry(Boolean.class, node("boolean")),
            Map.entry(int.class, node("integer").put("format", "int32")),
            Map.entry(Integer.class, node("integer").put("format", "int32")),
            Map.entry(long.class, node("integer").put("format", "int64")),
            Map.entry(Long.class, node("integer").put("format", "int64")),
            Map.entry(double.class, node("number").put("format", "double")),
            Map.entry(Double.class, node("number").put("format", "double")),
            Map.entry(BigDecimal.class, node("string").put("pattern", DECIMAL)),
            Map.entry(Quantity.class, node("string").put("pattern", DECIMAL)),
            Map.entry(
                    MeterKey.class,
                    node("string")
                            .put("pattern", "^[a-z][a-z0-9_]*(\\.[a-z0-9_]+)*$")
                            .put("maxLength", MeterKey.MAX_LENGTH)),
            Map.entry(Instant.class, node("string").put("format", "date-time")),
            Map.entry(LocalDate.class, node("string").put("format", "date")),
            Map.entry(Duration.class, node("string").put("format", "duration")),
            Map.entry(UUID.class, node("string").put("format", "uuid")),
            Map.entry(Object.class, JsonNodeFactory.instance.objectNode()),
            Map.entry(JsonNode.class, JsonNodeFactory.instance.objectNode()),
            Map.entry(ObjectNode.class, node("object")));

    private final ObjectMapper json;

    Scalars(ObjectMapper json) {
        this.json = json;
    }

    static ObjectNode node(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }

    /** Empty when the type has parts. */
    Optional<ObjectNode> of(Class<?> type) {
        ObjectNode known = KNOWN.get(type);
        if (known != null) {
            return Optional.of(known.deepCopy());
        }
        if (TypedId.class.isAssignableFrom(type) && type.isRecord()) {
            return Optional.of(node("string").put("pattern", "^" + prefix(type) + "_[0-9A-Za-z]{22}$"));
        }
        if (type.isEnum()) {
            return Optional.of(enumeration(type));
        }
        return isWrittenAsText(type) ? Optional.of(node("string")) : Optional.empty();
    }

    private ObjectNode enumeration(Class<?> type) {
        ObjectNode schema = node("string");
        var values = schema.putArray("enum");
        for (Object constant : type.getEnumConstants()) {
            try {
                values.add(json.readTree(json.writeValueAsBytes(constant)));
            } catch (JsonProcessingException bug) {
                throw new IllegalStateException("cannot write " + constant, bug);
            } catch (java.io.IOException impossible) {
                throw new java.io.UncheckedIOException(impossible);
            }
        }
        return schema;
    }

    private boolean isWrittenAsText(Class<?> type) {
        try {
            JsonSerializer<?> serializer = json.getSerializerProviderInstance().findValueSerializer(type);
            return serializer instanceof ToStringSerializerBase;
        } catch (JsonMappingException bug) {
            throw new IllegalStateException("cannot write " + type, bug);
        }
    }

    private static String prefix(Class<?> type) {
        try {
            Object any = type.getConstructor(UUID.class).newInstance(new UUID(0, 0));
            return ((TypedId) any).prefix();
        } catch (ReflectiveOperationException bug) {
            throw new IllegalStateException(type + " is not made of a UUID", bug);
        }
    }
}
