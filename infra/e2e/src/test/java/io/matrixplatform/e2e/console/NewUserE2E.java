package io.matrixplatform.e2e.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.matrixplatform.e2e.platform.Platform;
import io.matrixplatform.e2e.platform.RunningStack;
import io.matrixplatform.local.layout.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** The first quarter of an hour of somebody who has just got an account. */
@Isolated("it looks at the clock")
@ExtendWith({RunningStack.class, Chromium.class})
class NewUserE2E {
    private static final Duration REACH_THE_EDGE = Duration.ofSeconds(10);
    private static final double ON_THE_CHART_MS = 3_000;
    private static final double IN_USAGE_MS = 20_000;

    @Test
    void goesFromTheAddressToACountedCallAndOut(Platform platform, Browser browser) throws IOException {
        String base = platform.stack().ports().url(Port.API);
        Person person = Person.owner(platform, "New Users Ltd");
        try (Console console = Console.open(browser, Look.LIGHT, base)) {
            console.signIn(person);
            assertThat(console.page()).hasTitle("Overview – Matrix");

            ShellCommand curl = new ShellCommand(createKey(console));
            seesTheCallOnTheLiveChart(console, curl);
            definesAMeter(console);
            downloadsUsageByModel(console);
            revokesTheKey(console);

            await("refused")
                    .atMost(REACH_THE_EDGE)
                    .untilAsserted(() -> assertThat(curl.run()).contains("\"status\":401"));
            assertThat(console.troubles()).isEmpty();
        }
    }

    private static String createKey(Console console) {
        console.visit("/keys");
        Page page = console.page();
        page.getByRole(AriaRole.BUTTON, Console.button("Create key")).click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        dialog.getByLabel("Name").fill("First key");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Create key"))
                .click();
        String command = page.getByLabel("the command").first().innerText();
        page.getByRole(AriaRole.BUTTON, Console.button("I have copied it")).click();
        assertThat(page.locator("main")).containsText("First key");
        return command;
    }

    private static void seesTheCallOnTheLiveChart(Console console, ShellCommand curl) {
        console.visit("/");
        Page page = console.page();
        assertThat(page.locator(".live-dot")).hasText("Live");
        assertThat(page.locator("live-panel")).hasAttribute("data-calls", "0");

        // The key is on its way to the door, and the job has seen nothing yet: the first call may take longer.
        await("accepted")
                .atMost(REACH_THE_EDGE)
                .untilAsserted(() -> assertThat(curl.run()).contains("\"accepted\":1"));
        assertThat(page.locator("live-panel"))
                .hasAttribute("data-calls", "1", new LocatorAssertions.HasAttributeOptions().setTimeout(IN_USAGE_MS));

        assertThat(curl.run()).contains("\"accepted\":1");

        assertThat(page.locator("live-panel"))
                .hasAttribute(
                        "data-calls", "2", new LocatorAssertions.HasAttributeOptions().setTimeout(ON_THE_CHART_MS));
    }

    private static void definesAMeter(Console console) {
        console.visit("/meters");
        Page page = console.page();
        page.getByRole(AriaRole.BUTTON, Console.button("Define meter")).click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        dialog.getByLabel("Key").fill("calls.by_status");
        dialog.getByLabel("Unit").fill("call");
        dialog.getByLabel("Group by").fill("model, status");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Define meter"))
                .click();
        assertThat(page.locator("main")).containsText("calls.by_status");
    }

    private static void downloadsUsageByModel(Console console) throws IOException {
        console.visit("/usage?meter=api.calls&range=1h");
        Page page = console.page();
        page.getByLabel("Group by").selectOption("model");
        console.settle();
        Locator row = page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Usage by group"));
        assertThat(row).containsText("gpt-4o", new LocatorAssertions.ContainsTextOptions().setTimeout(IN_USAGE_MS));

        Download file = page.waitForDownload(() ->
                page.getByRole(AriaRole.BUTTON, Console.button("Download CSV")).click());

        assertThat(file.suggestedFilename()).startsWith("api.calls-").endsWith(".csv");
        List<String> lines = Files.readString(file.path()).lines().toList();
        assertThat(lines.get(0)).endsWith("meter,start,end,model,quantity,unit,fact_count");
        assertThat(lines.stream().skip(1).map(line -> line.split(",")).map(cells -> Integer.valueOf(cells[4])))
                .hasSizeBetween(1, 2)
                .satisfies(quantities -> assertThat(
                                quantities.stream().mapToInt(Integer::intValue).sum())
                        .isEqualTo(2));
    }

    private static void revokesTheKey(Console console) {
        console.visit("/keys");
        Page page = console.page();
        page.getByRole(AriaRole.BUTTON, Console.button("Revoke First key")).click();
        page.getByRole(AriaRole.BUTTON, Console.button("Revoke the key")).click();
        assertThat(page.locator("main")).containsText("revoked");
    }
}
