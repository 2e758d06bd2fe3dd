package io.matrixplatform.api.access.authentication;

import io.matrixplatform.api.access.callers.Caller;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/** Carries the caller from the filter to the resource. Roles are asked of the caller itself, never by name. */
record CallerContext(Caller caller, boolean secure) implements SecurityContext {
    @Override
    public Principal getUserPrincipal() {
        return caller;
    }

    @Override
    public boolean isUserInRole(String role) {
        return false;
    }

    @Override
    public boolean isSecure() {
        return secure;
    }

    @Override
    public String getAuthenticationScheme() {
        return "Bearer";
    }
}
