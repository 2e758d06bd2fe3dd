package io.matrixplatform.api.platform.openapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dropwizard.auth.Auth;
import io.matrixplatform.api.platform.http.Required;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a route's method takes out of a request. */
final class Inputs {
    private final List<Input> parameters = new ArrayList<>();
    private @Nullable Type body;
    private boolean bodyIsNullable;
    private boolean takesCaller;
    private boolean callerIsOptional;

    Inputs(Method method) {
        Arrays.stream(method.getParameters()).forEach(this::take);
    }

    List<Input> parameters() {
        return List.copyOf(parameters);
    }

    Optional<Type> body() {
        return Optional.ofNullable(body);
    }

    boolean bodyIsRequired() {
        return !bodyIsNullable;
    }

    /** Whether it matters who asks. */
    boolean takesCaller() {
        return takesCaller;
    }

    /** Whether only somebody whose credential is valid gets in. */
    boolean needsCaller() {
        return takesCaller && !callerIsOptional;
    }

    private void take(Parameter parameter) {
        if (parameter.isAnnotationPresent(Auth.class)) {
            takesCaller = true;
            callerIsOptional = parameter.getType() == Optional.class;
        } else if (parameter.isAnnotationPresent(BeanParam.class)) {
            for (Constructor<?> constructor : parameter.getType().getConstructors()) {
                Arrays.stream(constructor.getParameters()).forEach(this::take);
            }
        } else if (parameter.isAnnotationPresent(QueryParam.class)) {
            add(parameter, "query", parameter.getAnnotation(QueryParam.class).value());
        } else if (parameter.isAnnotationPresent(PathParam.class)) {
            add(parameter, "path", parameter.getAnnotation(PathParam.class).value());
        } else if (parameter.isAnnotationPresent(HeaderParam.class)) {
            add(parameter, "header", parameter.getAnnotation(HeaderParam.class).value());
        } else if (!isOfTheFramework(parameter)) {
            body = parameter.getParameterizedType();
            bodyIsNullable = parameter.getAnnotatedType().isAnnotationPresent(Nullable.class)
                    && !parameter.isAnnotationPresent(NotNull.class);
        }
    }

    private static boolean isOfTheFramework(Parameter parameter) {
        return parameter.isAnnotationPresent(Context.class)
                || parameter.isAnnotationPresent(Suspended.class)
                || parameter.isAnnotationPresent(CookieParam.class)
                || parameter.isAnnotationPresent(FormParam.class);
    }

    private void add(Parameter parameter, String in, String name) {
        boolean required = in.equals("path")
                || parameter.isAnnotationPresent(Required.class)
                || parameter.isAnnotationPresent(NotNull.class)
                || parameter.isAnnotationPresent(NotBlank.class);
        DefaultValue fallback = parameter.getAnnotation(DefaultValue.class);
        parameters.add(new Input(
                name, in, required, parameter.getParameterizedType(), fallback == null ? null : fallback.value()));
    }

    /**
     * One parameter.
     *
     * @param in as OpenAPI says it: path, query or header
     * @param fallback what it is when it is not given; null when that is nothing
     */
    record Input(
            String name,
            String in,
            boolean required,
            Type type,
            @Nullable String fallback) {
        ObjectNode describe(Schemas schemas, Words words) {
            ObjectNode schema = schemas.read(type);
            if (fallback != null) {
                schema.put("default", fallback);
            }
            ObjectNode parameter = JsonNodeFactory.instance.objectNode();
            parameter.put("name", name).put("in", in).put("required", required);
            words.parameter(name).ifPresent(sentence -> parameter.put("description", sentence));
            parameter.set("schema", schema);
            return parameter;
        }
    }
}
