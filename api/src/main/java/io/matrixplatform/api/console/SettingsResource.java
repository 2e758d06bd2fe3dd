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
        String door = config.doorUrl().toString();
        String base = (door.endsWith("/") ? door : door + "/") + "v1";
        settings = new Settings(base + "/events", base);
    }

    @GET
    public Settings get(@Auth Caller caller) {
        return settings;
    }

    /**
     * @param eventsUrl where {@code POST} takes events
     * @param modelsUrl below which OpenAI's API stands: what its clients call the base URL
     */
    public record Settings(String eventsUrl, String modelsUrl) {}
}
