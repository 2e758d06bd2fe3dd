package io.matrixplatform.api.access.authentication;

import io.dropwizard.auth.Auth;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Optional;

/** Puts authentication before every route that takes a caller, and a lenient one where the caller is optional. */
public final class AuthenticatedRoutes implements DynamicFeature {
    private final Authentication authentication;

    public AuthenticatedRoutes(Authentication authentication) {
        this.authentication = authentication;
    }

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        Optional<Parameter> caller = Arrays.stream(resource.getResourceMethod().getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(Auth.class))
                .findFirst();
        caller.ifPresent(parameter ->
                context.register(parameter.getType() == Optional.class ? authentication.optional() : authentication));
    }
}
