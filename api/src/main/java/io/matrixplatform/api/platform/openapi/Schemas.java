package io.matrixplatform.api.platform.openapi;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Describes Java types as JSON Schema, as the API's JSON dialect writes and reads them. */
final class Schemas {
    private final ObjectMapper json;
    private final Scalars scalars;
    private final Map<String, ObjectNode> components = new TreeMap<>();
    private final Map<String, JavaType> named = new HashMap<>();

    Schemas(ObjectMapper json) {
        this.json = json;
        this.scalars = new Scalars(json);
    }

    /** What was described so far and has a name. */
    Map<String, ObjectNode> components() {
        return components;
    }

    /** As it is answered. */
    ObjectNode written(Type type) {
        return of(json.constructType(type), false);
    }

    /** As it is asked for. */
    ObjectNode read(Type type) {
        return of(json.constructType(type), true);
    }

    private ObjectNode of(JavaType type, boolean read) {
        if (type.isReferenceType() && type.hasContentType()) {
            return of(type.getContentType(), read);
        }
        if (type.getRawClass() == byte[].class) {
            return Scalars.node("string").put("contentEncoding", "base64");
        }
        if (type.isCollectionLikeType() || type.isArrayType()) {
            ObjectNode array = Scalars.node("array");
            array.set("items", of(type.getContentType(), read));
            return array;
        }
        if (type.isMapLikeType()) {
            ObjectNode map = Scalars.node("object");
            map.set("additionalProperties", of(type.getContentType(), read));
            return map;
        }
        return scalars.of(type.getRawClass()).orElseGet(() -> compound(type, read));
    }

    private ObjectNode compound(JavaType type, boolean read) {
        BeanDescription bean = describe(type, read);
        AnnotatedMember value = bean.findJsonValueAccessor();
        return value == null ? reference(type, bean, read) : of(value.getType(), read);
    }

    private ObjectNode reference(JavaType type, BeanDescription bean, boolean read) {
        String name = name(type);
        JavaType before = named.putIfAbsent(name, type);
        if (before == null) {
            components.put(name, JsonNodeFactory.instance.objectNode());
            components.put(name, type.getRawClass().isSealed() ? oneOf(type, read) : object(type, bean, read));
        } else if (!before.equals(type)) {
            throw new IllegalStateException("two types would be called " + name + ": " + before + " and " + type);
        }
        return JsonNodeFactory.instance.objectNode().put("$ref", "#/components/schemas/" + name);
    }

    private ObjectNode oneOf(JavaType type, boolean read) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        ArrayNode alternatives = schema.putArray("oneOf");
        for (Class<?> alternative : type.getRawClass().getPermittedSubclasses()) {
            alternatives.add(of(json.constructType(alternative), read));
        }
        return schema;
    }

    private ObjectNode object(JavaType type, BeanDescription bean, boolean read) {
        ObjectNode schema = Scalars.node("object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = JsonNodeFactory.instance.arrayNode();
        addProperties(type, bean, read, properties, required);
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema;
    }

    private void addProperties(
            JavaType type, BeanDescription bean, boolean read, ObjectNode properties, ArrayNode required) {
        for (BeanPropertyDefinition property : bean.findProperties()) {
            AnnotatedMember member = read ? property.getMutator() : property.getAccessor();
            if (member == null) {
                continue;
            }
            if (json.getSerializationConfig().getAnnotationIntrospector().findUnwrappingNameTransformer(member)
                    != null) {
                addProperties(member.getType(), describe(member.getType(), read), read, properties, required);
                continue;
            }
            Declaration declaration = Declaration.of(type.getRawClass(), property.getInternalName(), member);
            boolean isRaw = declaration.has(JsonRawValue.class);
            ObjectNode schema = isRaw ? Scalars.node("object") : of(member.getType(), read);
            properties.set(property.getName(), declaration.constrain(schema));
            if (!declaration.isNullable()) {
                required.add(property.getName());
            }
        }
    }

    private BeanDescription describe(JavaType type, boolean read) {
        return read
                ? json.getDeserializationConfig().introspect(type)
                : json.getSerializationConfig().introspect(type);
    }

    /** The class's own name; of one inside another both, without the word Resource; of a generic one with its arguments. */
    private static String name(JavaType type) {
        Class<?> raw = type.getRawClass();
        Class<?> outer = raw.getEnclosingClass();
        String arguments = type.getBindings().getTypeParameters().stream()
                .map(Schemas::name)
                .collect(Collectors.joining());
        String around = outer == null ? "" : outer.getSimpleName().replaceAll("Resource$", "");
        return arguments + around + raw.getSimpleName();
    }
}
