package io.matrixplatform.e2e.console;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The machine's own Chromium, headless, one for each class that asks for it, since whatever drives one is not thread-safe. Without
 * one the tests that ask are skipped, and say so.
 */
public final class Chromium implements ParameterResolver {
    private static final List<Path> PLACES = List.of(
            Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"), Path.of("/usr/bin/google-chrome"));

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Browser.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Path program = PLACES.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseGet(() -> skip(context.getRequiredTestClass().getSimpleName()));
        return ofTheClass(context)
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent("chromium", key -> Running.start(program), Running.class)
                .browser;
    }

    private static ExtensionContext ofTheClass(ExtensionContext test) {
        return test.getTestMethod().isEmpty()
                ? test
                : ofTheClass(test.getParent().orElseThrow());
    }

    private static Path skip(String test) {
        String reason = test + " is skipped: there is no Chromium in " + PLACES + "; install Debian's package chromium";
        System.err.println(reason);
        return Assumptions.abort(reason);
    }

    private record Running(Playwright playwright, Browser browser) implements AutoCloseable {
        static Running start(Path program) {
            Playwright playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            // Chromium's sandbox refuses to run as root, which tests in a container are.
            List<String> arguments = Optional.ofNullable(System.getProperty("user.name"))
                            .filter("root"::equals)
                            .isPresent()
                    ? List.of("--no-sandbox")
                    : List.of();
            return new Running(
                    playwright,
                    playwright
                            .chromium()
                            .launch(new BrowserType.LaunchOptions()
                                    .setExecutablePath(program)
                                    .setArgs(arguments)));
        }

        @Override
        public void close() {
            playwright.close();
        }
    }
}
