package io.matrixplatform.api.access.sessions;

import io.matrixplatform.api.access.secrets.OpaqueToken;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** The cookie that holds a session's token: no script reads it, and no other site makes a browser send it. */
public final class SessionCookie {
    public static final String NAME = "mtx_session";

    private SessionCookie() {}

    /** What the client presents; empty if that cannot be a token. */
    public static Optional<OpaqueToken> read(ContainerRequestContext request) {
        return Optional.ofNullable(request.getCookies().get(NAME))
                .map(Cookie::getValue)
                .flatMap(OpaqueToken::parse);
    }

    /** The same, outside of a JAX-RS request. */
    public static Optional<OpaqueToken> read(HttpServletRequest request) {
        return Stream.ofNullable(request.getCookies())
                .flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(NAME))
                .findFirst()
                .flatMap(cookie -> OpaqueToken.parse(cookie.getValue()));
    }

    static NewCookie holding(OpaqueToken token, Duration lifetime, boolean encrypted) {
        return cookie(token.text(), Math.toIntExact(lifetime.toSeconds()), encrypted);
    }

    static NewCookie gone(boolean encrypted) {
        return cookie("", 0, encrypted);
    }

    private static NewCookie cookie(String value, int maxAge, boolean encrypted) {
        return new NewCookie.Builder(NAME)
                .value(value)
                .path("/")
                .maxAge(maxAge)
                .httpOnly(true)
                .secure(encrypted)
                .sameSite(NewCookie.SameSite.STRICT)
                .build();
    }
}
