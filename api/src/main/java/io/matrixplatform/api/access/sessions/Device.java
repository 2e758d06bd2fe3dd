package io.matrixplatform.api.access.sessions;

import io.matrixplatform.api.platform.http.ClientAddress;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.jspecify.annotations.Nullable;

/** Where somebody signs in from, and with what. */
record Device(ClientAddress address, @Nullable String agent) {
    static Device of(ContainerRequestContext request) {
        return new Device(ClientAddress.of(request), request.getHeaderString(HttpHeaders.USER_AGENT));
    }

    /** As the client names itself; never longer than {@code max}. */
    String userAgent(int max) {
        String text = agent == null ? "" : agent;
        return text.length() <= max ? text : text.substring(0, max);
    }
}
