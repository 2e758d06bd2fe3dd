package io.matrixplatform.e2e.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;

/** The accessibility rules that a program can check, of WCAG 2 levels A and AA. */
final class Axe {
    private static final String PROPERTIES = "/META-INF/maven/org.webjars.npm/axe-core/pom.properties";
    private static final String QUESTION = """
        () => axe.run(document, {runOnly: {type: 'tag', values: ['wcag2a', 'wcag2aa']}, resultTypes: ['violations']})
            .then(({violations}) => violations.flatMap(({id, nodes}) =>
                nodes.map(({html, failureSummary}) => `${id}: ${html.slice(0, 160)} ${failureSummary}`)))\
        """;

    private final String script;

    private Axe(String script) {
        this.script = script;
    }

    static Axe load() {
        try {
            Properties release = new Properties();
            try (InputStream properties = stream(PROPERTIES)) {
                release.load(properties);
            }
            String version = release.getProperty("version");
            try (InputStream code = stream("/META-INF/resources/webjars/axe-core/" + version + "/axe.min.js")) {
                return new Axe(new String(code.readAllBytes(), UTF_8));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What is wrong with the page, in words; empty if nothing is. Runs beside the page's own policy for scripts. */
    @SuppressWarnings("unchecked")
    List<String> violations(Page page) {
        page.evaluate(script);
        return (List<String>) page.evaluate(QUESTION);
    }

    private static InputStream stream(String name) {
        InputStream found = Axe.class.getResourceAsStream(name);
        if (found == null) {
            throw new IllegalStateException("the class path lacks " + name);
        }
        return found;
    }
}
