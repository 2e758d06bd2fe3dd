package io.matrixplatform.e2e.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import io.matrixplatform.e2e.access.Tenant;
import io.matrixplatform.e2e.platform.Platform;
import io.matrixplatform.e2e.platform.RunningStack;
import io.matrixplatform.local.layout.Port;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every page, light, dark and on a phone: without errors, accessible, and as wide as the window. */
@ExtendWith({RunningStack.class, Chromium.class})
class PagesE2E {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final List<String> PAGES = List.of(
            "/",
            "/usage?group=model",
            "/meters",
            "/late",
            "/certificates",
            "/keys",
            "/team",
            "/security",
            "/audit",
            "/subscription",
            "/tenants",
            "/people",
            "/health",
            "/fates",
            "/nowhere");

    private final Axe axe = Axe.load();

    @ParameterizedTest
    @EnumSource(Look.class)
    void isFitForEverybody(Look look, Platform platform, Browser browser) {
        String base = platform.stack().ports().url(Port.API);
        String tenant = "Pages, " + look;
        Tenant.create(platform.operator(), tenant);
        SoftAssertions all = new SoftAssertions();
        try (Console console = Console.open(browser, look, base)) {
            console.visit("/sign-in");
            examine(all, console, look, "/sign-in");
            console.signIn(Person.operator(platform));
            console.chooseTenant(tenant);
            for (String page : PAGES) {
                console.visit(page);
                examine(all, console, look, page);
            }
            all.assertThat(console.troubles())
                    .as(look + ": troubles of scripts")
                    .isEmpty();
        }
        all.assertAll();
    }

    private void examine(SoftAssertions all, Console console, Look look, String path) {
        Page page = console.page();
        String name = path.replaceAll("[^a-z]+", "-").replaceAll("^-|-$", "");
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(SCREENSHOTS.resolve(
                        (name.isEmpty() ? "overview" : name) + "-" + look.name().toLowerCase(Locale.ROOT) + ".png")));
        String where = look + " " + path;
        all.assertThat(axe.violations(page)).as("%s: accessibility", where).isEmpty();
        all.assertThat(page.getByText("This part of the page failed").count())
                .as("%s: failed parts", where)
                .isZero();
        all.assertThat((Boolean) page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                .as("%s: no wider than the window", where)
                .isTrue();
        assertThat(page.title()).endsWith("Matrix");
    }
}
