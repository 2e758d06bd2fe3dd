package io.matrixplatform.api.platform.problems;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.Comparator;
import java.util.List;
import org.glassfish.jersey.server.ParamException;
import org.jspecify.annotations.Nullable;

/** Reads where in a request something is wrong out of the frameworks' exceptions. */
final class Violations {
    private Violations() {}

    static List<InvalidField> fields(ConstraintViolationException violations) {
        return violations.getConstraintViolations().stream()
                .map(Violations::field)
                .sorted(Comparator.comparing(InvalidField::sentence))
                .toList();
    }

    static InvalidField field(JsonMappingException failure) {
        StringBuilder pointer = new StringBuilder();
        for (JsonMappingException.Reference step : failure.getPath()) {
            append(pointer, step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName());
        }
        return InvalidField.inBody(pointer.toString(), detail(failure));
    }

    static InvalidField field(ParamException failure) {
        Throwable cause = failure.getCause();
        String detail = cause instanceof IllegalArgumentException ? cause.getMessage() : null;
        return InvalidField.inParameter(failure.getParameterName(), detail == null ? "not of the right form" : detail);
    }

    private static InvalidField field(ConstraintViolation<?> violation) {
        StringBuilder pointer = new StringBuilder();
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getIndex() != null) {
                append(pointer, node.getIndex().toString());
            }
            if (node.getKind() == ElementKind.PROPERTY) {
                append(pointer, snakeCase(node.getName()));
            }
        }
        return InvalidField.inBody(pointer.toString(), violation.getMessage());
    }

    private static String detail(JsonMappingException failure) {
        if (failure instanceof UnrecognizedPropertyException) {
            return "there is no such field";
        }
        if (failure instanceof ValueInstantiationException
                && failure.getCause() instanceof IllegalArgumentException bad) {
            return String.valueOf(bad.getMessage());
        }
        return "not a value of the right type or form";
    }

    private static void append(StringBuilder pointer, @Nullable String segment) {
        pointer.append('/').append(String.valueOf(segment).replace("~", "~0").replace("/", "~1"));
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(java.util.Locale.ROOT);
    }
}
