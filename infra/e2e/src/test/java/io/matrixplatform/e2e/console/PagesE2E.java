package io.matrixplatform.e2e.console;

import com.microsoft.playwright.Browser;
import io.matrixplatform.e2e.access.Tenant;
import io.matrixplatform.e2e.platform.Platform;
import io.matrixplatform.e2e.platform.RunningStack;
import io.matrixplatform.local.layout.Port;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every page, light, dark and on a phone: without errors, accessible, and as wide as the window. */
@ExtendWith({RunningStack.class, Chromium.class})
class PagesE2E {
    private static final List<String> PAGES = List.of(
            "/",
            "/usage?group=model",
            "/meters",
            "/late",
            "/certificates",
            "/playground",
            "/limits",
            "/keys",
            "/team",
            "/security",
            "/audit",
            "/subscription",
            "/tenants",
            "/people",
            "/routes",
            "/health",
            "/fates",
            "/nowhere");

    @ParameterizedTest
    @EnumSource(Look.class)
    void isFitForEverybody(Look look, Platform platform, Browser browser) {
        String base = platform.stack().ports().url(Port.API);
        String tenant = "Pages, " + look;
        Tenant.create(platform.operator(), tenant);
        SoftAssertions all = new SoftAssertions();
        PageExam exam = new PageExam(all);
        try (Console console = Console.open(browser, look, base)) {
            console.visit("/sign-in");
            exam.examine(console, look, "sign-in");
            console.signIn(Person.operator(platform));
            console.chooseTenant(tenant);
            for (String page : PAGES) {
                console.visit(page);
                exam.examine(console, look, name(page));
            }
            all.assertThat(console.troubles())
                    .as(look + ": troubles of scripts")
                    .isEmpty();
        }
        all.assertAll();
    }

    private static String name(String path) {
        String name = path.replaceAll("[^a-z]+", "-").replaceAll("^-|-$", "");
        return name.isEmpty() ? "overview" : name;
    }
}
