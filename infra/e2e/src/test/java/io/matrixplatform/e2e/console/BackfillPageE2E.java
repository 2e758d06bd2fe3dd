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
import io.matrixplatform.e2e.platform.Answer;
import io.matrixplatform.e2e.platform.Http;
import io.matrixplatform.e2e.platform.Platform;
import io.matrixplatform.e2e.platform.RunningStack;
import io.matrixplatform.local.layout.Port;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody who defined a meter today makes a dry run over the week before, applies it, and thinks better of it. */
@ExtendWith({RunningStack.class, Chromium.class})
class BackfillPageE2E {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final ContainsTextOptions PATIENT = new ContainsTextOptions().setTimeout(120_000);

    private final Axe axe = Axe.load();

    @Test
    void isMadeLookedAtAppliedAndReversed(Platform platform, Browser browser) {
        String name = "Backfill page";
        Tenant tenant = Tenant.create(platform.operator(), name);
        Http api = platform.api(tenant.secret());
        Instant effective = sendAndDefine(platform.ingest(tenant.secret()), api);
        String base = platform.stack().ports().url(Port.API);
        try (Console console = Console.open(browser, Look.LIGHT, base)) {
            console.visit("/sign-in");
            console.signIn(Person.operator(platform));
            console.chooseTenant(name);
            console.visit("/meters");
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

            page.getByRole(AriaRole.BUTTON, Console.button("Apply")).click();
            page.getByRole(AriaRole.BUTTON, Console.button("Apply it")).click();
            assertThat(list).containsText("applied", PATIENT);
            assertThat(ledger(api)).isEqualTo("1275");

            page.getByRole(AriaRole.BUTTON, Console.button("Reverse")).click();
            page.getByRole(AriaRole.BUTTON, Console.button("Reverse it")).click();
            assertThat(list).containsText("reversed", PATIENT);
            assertThat(ledger(api)).isEqualTo("0");
            assertThat(console.troubles()).isEmpty();
        }
        for (Look look : new Look[] {Look.DARK, Look.PHONE}) {
            try (Console console = Console.open(browser, look, base)) {
                console.visit("/sign-in");
                console.signIn(Person.operator(platform));
                console.chooseTenant(name);
                console.visit("/meters/page.views/backfill");
                assertThat(console.page().locator("body")).containsText("reversed", PATIENT);
                console.settle();
                shoot(console.page(), look, "reversed");
                assertThat((Boolean)
                                console.page().evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                        .isTrue();
            }
        }
    }

    private void shoot(Page page, Look look, String state) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(SCREENSHOTS.resolve(
                        "backfill-" + state + "-" + look.name().toLowerCase(Locale.ROOT) + ".png")));
        assertThat(axe.violations(page)).as(look + ", " + state).isEmpty();
    }

    private static Instant sendAndDefine(Http door, Http api) {
        await("the new key reaches the edge")
                .atMost(Duration.ofSeconds(20))
                .until(() -> door.post("/v1/events", "application/cloudevents-batch+json", "[]")
                                .status()
                        != 401);
        StringBuilder events = new StringBuilder("[");
        for (int i = 1; i <= 50; i++) {
            events.append(i == 1 ? "" : ",").append("""
                    {"specversion":"1.0","type":"com.example.view","id":"v%d","source":"/e2e/page","time":"%s",
                     "data":{"pages":%d,"site":"%s"}}""".formatted(
                            i, Instant.now().minus(Duration.ofHours(3L * i)), i, i % 2 == 0 ? "shop" : "blog"));
        }
        Answer sent = door.post(
                "/v1/events",
                "application/cloudevents-batch+json",
                events.append(']').toString());
        assertThat(sent.json().path("accepted").asInt()).as(sent.body()).isEqualTo(50);
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
