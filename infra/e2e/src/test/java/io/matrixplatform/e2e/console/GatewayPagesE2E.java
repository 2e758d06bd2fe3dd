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
import io.matrixplatform.e2e.platform.Http;
import io.matrixplatform.e2e.platform.Platform;
import io.matrixplatform.e2e.platform.RunningStack;
import io.matrixplatform.local.layout.Port;
import java.time.Duration;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Models in the console: a key is tried, what it uses is seen, it is limited and refused; and a server that is not there. */
@ExtendWith({RunningStack.class, Chromium.class})
class GatewayPagesE2E {
    private static final ContainsTextOptions SOON = new ContainsTextOptions().setTimeout(20_000);
    private static final Duration REACH_THE_EDGE = Duration.ofSeconds(20);
    private static final String EDGE = "edge-1";

    private final SoftAssertions all = new SoftAssertions();
    private final PageExam exam = new PageExam(all);

    @Test
    void showsACallItsFactWhatItUsedAndWhyTheNextIsRefused(Platform platform, Browser browser) {
        try (Console console =
                Console.open(browser, Look.LIGHT, platform.stack().ports().url(Port.API))) {
            console.signIn(Person.owner(platform, "Cloud Readers Ltd"));
            String secret = makesAKeyAndTriesIt(console, platform);

            ask(console, "How many clouds are there?");
            assertThat(console.page().locator(".last-call .badge").first()).hasText("200");
            seesTheFact(console);
            exam.examine(console, Look.LIGHT, "playground-answered");

            seesWhatIsUsed(console);
            limitsTheKey(console, platform.ingest(secret));
            isRefused(console, secret);
            seesTheRefusal(console);
            all.assertThat(console.troubles()).as("troubles of scripts").isEmpty();
        }
        all.assertAll();
    }

    @Test
    void showsTheOperatorThatAServerIsLeftAlone(Platform platform, Browser browser) {
        Tenant caller = Tenant.create(platform.operator(), "callers of nobody")
                .withKey(platform.operator(), "\"scopes\":[\"inference\"]");
        try (Console console =
                Console.open(browser, Look.DARK, platform.stack().ports().url(Port.API))) {
            console.signIn(Person.operator(platform));
            definesARoute(console);

            Http gateway = platform.ingest(caller.secret());
            await("the breaker opens").atMost(REACH_THE_EDGE).untilAsserted(() -> {
                callNobody(gateway);
                callNobody(gateway);
                callNobody(gateway);
                console.visit("/routes");
                assertThat(nobody(console)).containsText("left alone");
            });

            Locator row = nobody(console);
            assertThat(row).containsText("env:NOBODY_API_KEY is missing");
            assertThat(row).containsText("unreached");
            exam.examine(console, Look.DARK, "routes-left-alone");
            editsAndRetiresIt(console);
            all.assertThat(console.troubles()).as("troubles of scripts").isEmpty();
        }
        all.assertAll();
    }

    private static String makesAKeyAndTriesIt(Console console, Platform platform) {
        console.visit("/keys");
        Page page = console.page();
        page.getByRole(AriaRole.BUTTON, Console.button("Create key")).click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        dialog.getByLabel("Name").fill("Tried key");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Create key"))
                .click();
        String secret = page.getByLabel("the secret").first().innerText();
        await("the door knows the key")
                .atMost(REACH_THE_EDGE)
                .until(() -> platform.ingest(secret).get("/v1/models").status() == 200);
        page.getByRole(AriaRole.BUTTON, Console.button("Try it in the playground"))
                .click();
        assertThat(page).hasTitle("Playground – Matrix");
        assertThat(page.locator(".ask-card")).containsText("This is the key “Tried key”.");
        return secret;
    }

    private static void ask(Console console, String text) {
        Page page = console.page();
        page.getByLabel("Model", new Page.GetByLabelOptions().setExact(true)).selectOption("sandbox-small");
        page.getByLabel("Message", new Page.GetByLabelOptions().setExact(true)).fill(text);
        page.keyboard().press("Control+Enter");
        assertThat(page.locator(".said.assistant").last()).containsText("sandbox-small");
        assertThat(page.getByRole(AriaRole.BUTTON, Console.button("Send"))).isEnabled();
    }

    private static void seesTheFact(Console console) {
        Page page = console.page();
        Locator fact = page.locator("call-fact");
        assertThat(fact).containsText("/inference/", SOON);
        assertThat(fact).containsText("sandbox-small, /v1/chat/completions");
        String told = page.locator(".last-call .tile")
                .filter(new Locator.FilterOptions().setHasText("Answer"))
                .last()
                .locator(".figure")
                .innerText();
        assertThat(fact).containsText(told + " out");
        page.getByText("Headers of the answer").click();
        assertThat(page.locator(".last-call")).containsText("x-ratelimit-remaining-requests");
    }

    private void seesWhatIsUsed(Console console) {
        console.visit("/limits");
        Locator board = console.page().locator("limit-board");
        assertThat(board.locator(".live-dot")).hasText("Live");
        assertThat(board.locator("[data-kind=requests_per_day] .limit-used")).containsText("1 of 10,000", SOON);
        assertThat(board.locator("[data-kind=concurrent_requests] .limit-used")).containsText("0 of 10", SOON);
        exam.examine(console, Look.LIGHT, "limits-used");
    }

    private void limitsTheKey(Console console, Http gateway) {
        Page page = console.page();
        page.getByRole(AriaRole.BUTTON, Console.button("Set the limits of Tried key"))
                .click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        Locator amount = dialog.getByLabel("Requests per minute", new Locator.GetByLabelOptions().setExact(true));
        amount.fill("1000000");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Save the limits"))
                .click();
        assertThat(dialog).containsText("its subscription has no more than 60");
        exam.examine(console, Look.LIGHT, "limits-form");
        amount.fill("1");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Save the limits"))
                .click();
        assertThat(page.locator("main")).containsText("requests per minute: 1");
        assertThat(page.locator("limit-board")).containsText("Key Tried key", SOON);
        await("the limit reaches the edge")
                .atMost(REACH_THE_EDGE)
                .until(() -> gateway.get("/v1/models")
                        .headers()
                        .firstValue("RateLimit-Policy")
                        .orElse("")
                        .contains("\"key-rpm\";q=1;"));
    }

    private void isRefused(Console console, String secret) {
        console.visit("/playground");
        Page page = console.page();
        page.getByLabel("API key", new Page.GetByLabelOptions().setExact(true)).fill(secret);
        assertThat(page.getByLabel("Model", new Page.GetByLabelOptions().setExact(true)))
                .containsText("sandbox-small");
        ask(console, "One.");
        ask(console, "Two.");
        assertThat(page.locator(".said.assistant").last())
                .containsText("Rate limit reached for requests per minute of this API key");
        assertThat(page.locator(".last-call .badge").first()).hasText("429");
        assertThat(page.locator("call-fact")).containsText("429", SOON);
        exam.examine(console, Look.LIGHT, "playground-refused");
    }

    /** Pinot has it a moment later. */
    private void seesTheRefusal(Console console) {
        Page page = console.page();
        await("the refusal is counted").atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            console.visit("/limits?range=1h");
            assertThat(page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Refused calls by key"))
                            .innerText())
                    .contains("Tried key");
        });
        exam.examine(console, Look.LIGHT, "limits-refused");
    }

    private void definesARoute(Console console) {
        console.visit("/routes");
        Page page = console.page();
        page.getByRole(AriaRole.BUTTON, Console.button("Define route")).click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        dialog.getByLabel("Model", new Locator.GetByLabelOptions().setExact(true))
                .fill("nobody");
        dialog.getByLabel("Provider").fill("nobody");
        dialog.getByLabel("Its name there").fill("nobody-1");
        dialog.getByLabel("Address").fill("not an address");
        dialog.getByLabel("Credential").fill("env:NOBODY_API_KEY");
        Locator define = dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Define the route"));
        define.click();
        assertThat(dialog.locator(".fault")).hasCount(1);
        exam.examine(console, Look.DARK, "route-form");
        dialog.getByLabel("Address").fill("http://127.0.0.1:9/v1");
        define.click();
        assertThat(page.locator("main")).containsText("nobody-1");
    }

    private static void callNobody(Http gateway) {
        gateway.post("/v1/chat/completions", "application/json", """
                {"model":"nobody","messages":[{"role":"user","content":"Is anybody there?"}]}""");
    }

    private static void editsAndRetiresIt(Console console) {
        Page page = console.page();
        page.getByRole(AriaRole.BUTTON, Console.button("Edit the route of nobody"))
                .click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog.getByLabel("Address")).hasValue("http://127.0.0.1:9/v1");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Add another server"))
                .click();
        dialog.getByLabel("Provider").last().fill("somebody");
        dialog.getByLabel("Its name there").last().fill("somebody-1");
        dialog.getByLabel("Address").last().fill("http://127.0.0.1:10/v1");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Ask server 2 earlier"))
                .click();
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Save the route"))
                .click();
        Locator route = page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Models"))
                .locator("tr")
                .filter(new Locator.FilterOptions().setHasText("nobody-1"));
        assertThat(route).containsText(Pattern.compile("somebody as somebody-1.*nobody as nobody-1", Pattern.DOTALL));

        page.getByRole(AriaRole.BUTTON, Console.button("Retire the route of nobody"))
                .click();
        page.getByRole(AriaRole.BUTTON, Console.button("Retire the route")).click();
        assertThat(page.locator("main")).not().containsText("nobody-1");
    }

    /** The server that is not there, as the stack's edge finds it: other tests have edges of their own, with the same routes. */
    private static Locator nobody(Console console) {
        return console.page()
                .getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Servers"))
                .locator("tr")
                .filter(new Locator.FilterOptions().setHasText("127.0.0.1:9/"))
                .filter(new Locator.FilterOptions().setHasText(EDGE));
    }
}
