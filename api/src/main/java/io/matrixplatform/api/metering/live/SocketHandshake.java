package io.matrixplatform.api.metering.live;

import jakarta.websocket.server.ServerEndpointConfig;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Hands the connection to the socket that was made for it, if it comes from a page of this host or from no page at all. */
final class SocketHandshake extends ServerEndpointConfig.Configurator {
    private final UsageSocket socket;
    private final @Nullable String host;

    SocketHandshake(UsageSocket socket, @Nullable String host) {
        this.socket = socket;
        this.host = host;
    }

    @Override
    public boolean checkOrigin(@Nullable String origin) {
        if (origin == null) {
            return true;
        }
        try {
            return host != null && host.equalsIgnoreCase(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    @Override
    public <T> T getEndpointInstance(Class<T> type) {
        return type.cast(socket);
    }
}
