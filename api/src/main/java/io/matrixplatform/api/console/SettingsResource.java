package io.matrixplatform.api.console;

import io.dropwizard.auth.Auth;
import io.matrixplatform.api.access.callers.Caller;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What the console must be told about the platform it shows; for anybody signed in. */
@Path("/v1/console/settings")
@Produces(MediaType.APPLICATION_JSON)
public final class SettingsResource {
    private final Settings settings;

    SettingsResource(ConsoleConfig config) {
        String base = config.doorUrl().toString();
        settings = new Settings((base.endsWith("/") ? base : base + "/") + "v1/events");
    }

    @GET
    public Settings get(@Auth Caller caller) {
        return settings;
    }

    /** @param eventsUrl where {@code POST} takes events */
    public record Settings(String eventsUrl) {}
}
