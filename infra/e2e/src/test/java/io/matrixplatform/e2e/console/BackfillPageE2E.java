package io.matrixplatform.e2e.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;
import io.matrixplatform.e2e.access.Tenant;
import io.matrixplatform.e2e.metering.EventDoor;
import io.matrixplatform.e2e.platform.Answer;
import io.matrixplatform.e2e.platform.Http;
import io.matrixplatform.e2e.platform.Platform;
import io.matrixplatform.e2e.platform.RunningStack;
import io.matrixplatform.local.layout.Port;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Somebody who defined a meter today makes a dry run over the week before, applies it, and thinks better of it. */
@ExtendWith({RunningStack.class, Chromium.class})
@Execution(ExecutionMode.CONCURRENT)
@Order(1)
class BackfillPageE2E {
    private static final String NAME = "Backfill page";
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final ContainsTextOptions PATIENT = new ContainsTextOptions().setTimeout(120_000);

    private final Axe axe = Axe.load();

    @Test
    void isMadeLookedAtAppliedAndReversed(Platform platform, Browser browser) {
        Tenant tenant = Tenant.create(platform.operator(), NAME);
        Http api = platform.api(tenant.secret());
        Instant effective = sendAndDefine(EventDoor.of(platform, tenant), api);
        try (Console console = open(platform, browser, Look.LIGHT, "/meters")) {
            Page page = console.page();
            page.getByLabel("Backfill page.views").click();
            console.settle();
            page.getByRole(AriaRole.BUTTON, Console.button("Make a dry run")).click();
            Locator list = page.getByRole(
                    AriaRole.REGION,
                    new Page.GetByRoleOptions().setName("Backfills").setExact(true));
            assertThat(list).containsText("waits for the log", PATIENT);
            shoot(page, Look.LIGHT, "waiting");
            await("the meter takes effect")
                    .atMost(Duration.ofMinutes(3))
                    .until(() -> Instant.now().isAfter(effective));

            assertThat(list).containsText("dry run", PATIENT);
            console.settle();
            assertThat(page.locator("body")).containsText("+1,275 in all, of 50 facts more", PATIENT);
            shoot(page, Look.LIGHT, "ready");
            assertThat(ledger(api)).isEqualTo("0");

            decide(page, "Apply", list, "applied");
            assertThat(ledger(api)).isEqualTo("1275");

            decide(page, "Reverse", list, "reversed");
            assertThat(ledger(api)).isEqualTo("0");
            assertThat(console.troubles()).isEmpty();
        }
        for (Look look : new Look[] {Look.DARK, Look.PHONE}) {
            showsWhatWasReversed(platform, browser, look);
        }
    }

    private static Console open(Platform platform, Browser browser, Look look, String path) {
        Console console = Console.open(browser, look, platform.stack().ports().url(Port.API));
        console.visit("/sign-in");
        console.signIn(Person.operator(platform));
        console.chooseTenant(NAME);
        console.visit(path);
        return console;
    }

    private static void decide(Page page, String what, Locator list, String state) {
        page.getByRole(AriaRole.BUTTON, Console.button(what)).click();
        page.getByRole(AriaRole.BUTTON, Console.button(what + " it")).click();
        assertThat(list).containsText(state, PATIENT);
    }

    private void showsWhatWasReversed(Platform platform, Browser browser, Look look) {
        try (Console console = open(platform, browser, look, "/meters/page.views/backfill")) {
            assertThat(console.page().locator("body")).containsText("reversed", PATIENT);
            console.settle();
            shoot(console.page(), look, "reversed");
            assertThat((Boolean) console.page().evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                    .isTrue();
        }
    }

    private void shoot(Page page, Look look, String state) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(SCREENSHOTS.resolve(
                        "backfill-" + state + "-" + look.name().toLowerCase(Locale.ROOT) + ".png")));
        assertThat(axe.violations(page)).as(look + ", " + state).isEmpty();
    }

    private static Instant sendAndDefine(EventDoor door, Http api) {
        List<String> events = new ArrayList<>();
        for (int i = 1; i <= 50; i++) {
            events.add(
                    """
                    {"specversion":"1.0","type":"com.example.view","id":"v%d","source":"/e2e/page","time":"%s",
                     "data":{"pages":%d,"site":"%s"}}""".formatted(i, Instant.now().minus(Duration.ofHours(3L * i)), i, i % 2 == 0 ? "shop" : "blog"));
        }
        door.send(events);
        Answer defined = api.post("/v1/meters", "application/json", """
                {"key":"page.views","event_type":"com.example.view","aggregation":"SUM","value_field":"pages",
                 "dimensions":["site"],"unit":"pages"}""");
        assertThat(defined.status()).as(defined.body()).isEqualTo(201);
        return Instant.parse(defined.json().path("effective_from").asText());
    }

    private static String ledger(Http api) {
        Instant now = Instant.now();
        JsonNode totals = api.get(
                        "/v1/usage/ledger/totals?meter=page.views&from=" + now.minus(Duration.ofDays(8)) + "&to=" + now)
                .json();
        return totals.at("/data/0/all/quantity").asText("0");
    }
}
