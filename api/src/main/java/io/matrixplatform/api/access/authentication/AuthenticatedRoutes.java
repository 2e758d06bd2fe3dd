package io.matrixplatform.api.access.authentication;

import io.dropwizard.auth.Auth;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.util.Arrays;

/** Puts authentication before every route that takes a caller. */
public final class AuthenticatedRoutes implements DynamicFeature {
    private final Authentication authentication;

    public AuthenticatedRoutes(Authentication authentication) {
        this.authentication = authentication;
    }

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        boolean takesCaller = Arrays.stream(resource.getResourceMethod().getParameters())
                .anyMatch(parameter -> parameter.isAnnotationPresent(Auth.class));
        if (takesCaller) {
            context.register(authentication);
        }
    }
}
