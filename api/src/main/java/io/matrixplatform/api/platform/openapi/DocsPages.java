package io.matrixplatform.api.platform.openapi;

import io.dropwizard.core.setup.Environment;
import io.dropwizard.servlets.assets.AssetServlet;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;

/** The page on which the API can be tried: Swagger UI under {@code /docs/}, with our own two scripts instead of inline ones. */
public final class DocsPages {
    private static final String WEBJAR = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";

    private DocsPages() {}

    public static void serveOn(Environment environment) {
        String library = "/META-INF/resources/webjars/swagger-ui/" + version() + "/";
        environment
                .servlets()
                .addServlet("docs-library", new AssetServlet(library, "/docs/ui", null, StandardCharsets.UTF_8))
                .addMapping("/docs/ui/*");
        environment
                .servlets()
                .addServlet("docs", new AssetServlet("/docs/", "/docs", "index.html", StandardCharsets.UTF_8))
                .addMapping("/docs", "/docs/*");
    }

    private static String version() {
        try (InputStream bytes = Objects.requireNonNull(DocsPages.class.getResourceAsStream(WEBJAR), WEBJAR)) {
            Properties jar = new Properties();
            jar.load(bytes);
            return jar.getProperty("version");
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read " + WEBJAR, broken);
        }
    }
}
