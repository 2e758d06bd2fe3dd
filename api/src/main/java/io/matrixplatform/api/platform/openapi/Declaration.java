package io.matrixplatform.api.platform.openapi;

import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a property stands in its class, and what is said of it there. */
record Declaration(AnnotatedElement element, @Nullable AnnotatedType type) {
    static Declaration of(Class<?> owner, String name, AnnotatedMember member) {
        Optional<Field> field = Arrays.stream(owner.getDeclaredFields())
                .filter(candidate -> candidate.getName().equals(name))
                .findFirst();
        if (field.isPresent()) {
            return new Declaration(field.get(), field.get().getAnnotatedType());
        }
        AnnotatedElement element = (AnnotatedElement) member.getMember();
        return new Declaration(element, element instanceof Method getter ? getter.getAnnotatedReturnType() : null);
    }

    boolean isNullable() {
        return type != null && type.isAnnotationPresent(Nullable.class);
    }

    boolean has(Class<? extends Annotation> annotation) {
        return element.isAnnotationPresent(annotation);
    }

    /** Adds what validation checks, and that null is possible. */
    ObjectNode constrain(ObjectNode schema) {
        if (schema.path("type").asText().equals("string")) {
            constrainText(schema);
        }
        if (schema.path("type").asText().equals("array")) {
            bound(schema, "minItems", "maxItems");
        }
        Min min = element.getAnnotation(Min.class);
        if (min != null) {
            schema.put("minimum", min.value());
        }
        Max max = element.getAnnotation(Max.class);
        if (max != null) {
            schema.put("maximum", max.value());
        }
        return isNullable() ? orNull(schema) : schema;
    }

    private void constrainText(ObjectNode schema) {
        if (has(NotBlank.class) || has(NotEmpty.class)) {
            schema.put("minLength", 1);
        }
        bound(schema, "minLength", "maxLength");
        Pattern pattern = element.getAnnotation(Pattern.class);
        if (pattern != null) {
            schema.put("pattern", "^(?:" + pattern.regexp() + ")$");
        }
    }

    private void bound(ObjectNode schema, String least, String most) {
        Size size = element.getAnnotation(Size.class);
        if (size != null && size.min() > 0) {
            schema.put(least, size.min());
        }
        if (size != null && size.max() < Integer.MAX_VALUE) {
            schema.put(most, size.max());
        }
    }

    private static ObjectNode orNull(ObjectNode schema) {
        if (schema.path("type").isTextual()) {
            ArrayNode types = JsonNodeFactory.instance.arrayNode();
            types.add(schema.get("type")).add("null");
            schema.set("type", types);
            if (schema.get("enum") instanceof ArrayNode values) {
                values.addNull();
            }
            return schema;
        }
        if (schema.isEmpty()) {
            return schema;
        }
        ObjectNode either = JsonNodeFactory.instance.objectNode();
        either.putArray("anyOf").add(schema).add(Scalars.node("null"));
        return either;
    }
}
