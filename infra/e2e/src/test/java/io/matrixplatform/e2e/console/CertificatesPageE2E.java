package io.matrixplatform.e2e.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;
import io.matrixplatform.e2e.access.Tenant;
import io.matrixplatform.e2e.metering.EventDoor;
import io.matrixplatform.e2e.platform.Platform;
import io.matrixplatform.e2e.platform.RunningStack;
import io.matrixplatform.local.layout.Port;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The operator has a day certified so far and looks at every figure, in every look. */
@ExtendWith({RunningStack.class, Chromium.class})
@Execution(ExecutionMode.CONCURRENT)
class CertificatesPageE2E {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final ContainsTextOptions PATIENT = new ContainsTextOptions().setTimeout(120_000);

    private final Axe axe = Axe.load();

    @Test
    void showsWhatWasCertified(Platform platform, Browser browser) {
        String name = "Certificates page";
        Tenant tenant = Tenant.create(platform.operator(), name);
        sendTwoAndARepeat(EventDoor.of(platform, tenant));
        String base = platform.stack().ports().url(Port.API);
        for (Look look : Look.values()) {
            try (Console console = Console.open(browser, look, base)) {
                console.visit("/sign-in");
                console.signIn(Person.operator(platform));
                console.chooseTenant(name);
                console.visit("/certificates");
                Page page = console.page();
                if (look == Look.LIGHT) {
                    assertThat(page.locator("body")).containsText("No certificate yet");
                    page.getByRole(AriaRole.BUTTON, Console.button("Certify today so far"))
                            .click();
                }
                Locator list = region(page, "Certificates");
                assertThat(list).containsText("interim", PATIENT);
                assertThat(list).containsText("agree");
                assertThat(region(page, "What became of every record")).containsText("Repeated");
                assertThat(region(page, "Every meter at every stage")).containsText("tokens.input");
                console.settle();
                shoot(page, look);
                assertThat((Boolean) page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                        .isTrue();
                assertThat(console.troubles()).isEmpty();
            }
        }
    }

    private static Locator region(Page page, String name) {
        return page.getByRole(
                AriaRole.REGION, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private void shoot(Page page, Look look) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(
                        SCREENSHOTS.resolve("certificates-issued-" + look.name().toLowerCase(Locale.ROOT) + ".png")));
        assertThat(axe.violations(page)).as(look + "").isEmpty();
    }

    private static void sendTwoAndARepeat(EventDoor door) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        String one = call("one", now);
        door.send(List.of(one, call("two", now), one));
        Instant minute = now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
        await("the minute is over")
                .atMost(Duration.ofSeconds(90))
                .until(() -> Instant.now().isAfter(minute.plusSeconds(1)));
    }

    private static String call(String id, Instant time) {
        return """
                {"specversion":"1.0","type":"io.matrixplatform.api-call.v1","id":"%s","source":"/e2e/page","time":"%s",
                 "data":{"model":"gpt-4o","route":"/v1/chat/completions","status":200,"latency_ms":9,"input_tokens":12345}}
                """.formatted(id, time);
    }
}
