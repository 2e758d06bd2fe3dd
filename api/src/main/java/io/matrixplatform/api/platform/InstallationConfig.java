package io.matrixplatform.api.platform;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What tells this installation from every other.
 *
 * @param key from which the keys are derived that encrypt what is stored; null when the environment does not give it, which
 *     fails the start
 * @param publicUrl where people reach it, for the links in mails; without a slash at the end
 */
public record InstallationConfig(@Nullable String key, String publicUrl) {
    public InstallationConfig {
        URI url = URI.create(publicUrl);
        if (url.getHost() == null || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
            throw new IllegalArgumentException("publicUrl must be http(s)://host, not " + publicUrl);
        }
        publicUrl = publicUrl.endsWith("/") ? publicUrl.substring(0, publicUrl.length() - 1) : publicUrl;
    }

    @Override
    public String toString() {
        return "InstallationConfig[key=" + (key == null || key.isBlank() ? "missing" : "given") + ", publicUrl="
                + publicUrl + "]";
    }
}
