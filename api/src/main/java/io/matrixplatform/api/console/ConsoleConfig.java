package io.matrixplatform.api.console;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;

/**
 * How the console speaks of the platform.
 *
 * @param doorUrl where clients reach the door: it stands in the command a new key is shown with, and the playground
 *     calls models there
 */
public record ConsoleConfig(@JsonProperty("doorUrl") URI doorUrl) {
    public ConsoleConfig {
        if (doorUrl.getScheme() == null || !doorUrl.getScheme().matches("https?") || doorUrl.getHost() == null) {
            throw new IllegalArgumentException(
                    "console.doorUrl must be an http or https address such as https://events.example.com, not "
                            + doorUrl);
        }
    }

    /** As a policy for connections, and a browser, name it. */
    String doorOrigin() {
        String port = doorUrl.getPort() < 0 ? "" : ":" + doorUrl.getPort();
        return doorUrl.getScheme() + "://" + doorUrl.getHost() + port;
    }
}
