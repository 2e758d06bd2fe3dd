package io.matrixplatform.e2e.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.matrixplatform.e2e.platform.Platform;
import io.matrixplatform.e2e.platform.RunningStack;
import io.matrixplatform.local.layout.Port;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** People who run a tenant together, and the operator who helps them: each step in the console, as they would do it. */
@ExtendWith({RunningStack.class, Chromium.class})
class TeamworkE2E {
    @Test
    void invitesAColleagueChangesHerRoleAndSaysFromWhere(Platform platform, Browser browser) {
        String base = platform.stack().ports().url(Port.API);
        String colleague = "grace-" + UUID.randomUUID() + "@example.com";
        try (Console owner = Console.open(browser, Look.LIGHT, base);
                Console invited = Console.open(browser, Look.PHONE, base)) {
            owner.signIn(Person.owner(platform, "Team " + colleague.substring(6, 14)));
            invite(owner, colleague);

            join(invited, new MailBox(platform).link(colleague, "/invitations/"));
            assertThat(invited.page()).hasTitle("Overview – Matrix");
            changeRole(owner, colleague);
            allowOnlyThisMachine(owner);

            owner.visit("/audit");
            assertThat(owner.page().locator("main")).containsText("Grace Hopper");
            assertThat(owner.troubles()).isEmpty();
            assertThat(invited.troubles()).isEmpty();
        }
    }

    @Test
    void actsForATenantUntilItEndsIt(Platform platform, Browser browser) {
        String base = platform.stack().ports().url(Port.API);
        String tenant = "Helped " + UUID.randomUUID();
        Person.owner(platform, tenant);
        try (Console operator = Console.open(browser, Look.DARK, base)) {
            operator.signIn(Person.operator(platform));
            operator.visit("/tenants");
            Page page = operator.page();
            page.getByRole(AriaRole.BUTTON, Console.button("Act for " + tenant)).click();
            Locator dialog = page.getByRole(AriaRole.DIALOG);
            dialog.getByLabel("Why").fill("Ticket 4711");
            dialog.getByRole(AriaRole.BUTTON, named("Begin")).click();
            assertThat(page.getByRole(AriaRole.STATUS).first()).containsText("You act as " + tenant);
            assertThat(page.locator("nav").first()).not().containsText("Tenants");

            page.getByRole(AriaRole.BUTTON, Console.button("End")).click();

            assertThat(page.locator("nav").first()).containsText("Tenants");
            operator.chooseTenant(tenant);
            operator.visit("/audit");
            page.getByRole(AriaRole.ROW)
                    .filter(new Locator.FilterOptions().setHasText("impersonation.begun"))
                    .getByRole(AriaRole.BUTTON)
                    .click();
            assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Ticket 4711");
            assertThat(operator.troubles()).isEmpty();
        }
    }

    @Test
    void editsAMeterAndArchivesIt(Platform platform, Browser browser) {
        String base = platform.stack().ports().url(Port.API);
        try (Console owner = Console.open(browser, Look.LIGHT, base)) {
            owner.signIn(Person.owner(platform, "Meters of mine"));
            owner.visit("/meters");
            Page page = owner.page();
            page.getByRole(AriaRole.BUTTON, Console.button("Define meter")).click();
            Locator form = page.getByRole(AriaRole.DIALOG);
            form.getByLabel("Key").fill("calls.mine");
            form.getByLabel("Unit").fill("call");
            form.getByRole(AriaRole.BUTTON, named("Define meter")).click();

            page.getByRole(AriaRole.BUTTON, Console.button("Edit calls.mine")).click();
            page.getByRole(AriaRole.DIALOG).getByLabel("Description").fill("What we call ourselves");
            page.getByRole(AriaRole.DIALOG)
                    .getByRole(AriaRole.BUTTON, named("Save"))
                    .click();
            assertThat(page.locator("main")).containsText("What we call ourselves");

            page.getByRole(AriaRole.BUTTON, Console.button("Archive calls.mine"))
                    .click();
            page.getByRole(AriaRole.BUTTON, Console.button("Archive the meter")).click();
            assertThat(page.locator("main")).containsText("stops soon");
            assertThat(owner.troubles()).isEmpty();
        }
    }

    @Test
    void triesARouteOnTheDocumentationsPage(Platform platform, Browser browser) {
        String base = platform.stack().ports().url(Port.API);
        try (Console operator = Console.open(browser, Look.LIGHT, base)) {
            operator.signIn(Person.operator(platform));
            Page page = operator.page();
            page.navigate(base + "/docs/");
            page.locator(".opblock-tag").first().waitFor();
            page.locator(".opblock-tag").all().forEach(Locator::click);
            Locator plans =
                    page.locator(".opblock:has([data-path='/v1/plans'])").first();
            plans.locator(".opblock-summary").click();
            plans.getByRole(AriaRole.BUTTON, named("Try it out")).click();
            plans.getByRole(AriaRole.BUTTON, named("Execute")).click();
            assertThat(plans.locator(".live-responses-table").first()).containsText("Enterprise");
            assertThat(page.locator("#caller")).containsText("operator@localhost");
            assertThat(operator.troubles()).isEmpty();
        }
    }

    private static void invite(Console owner, String colleague) {
        owner.visit("/team");
        Page page = owner.page();
        page.getByRole(AriaRole.BUTTON, Console.button("Invite")).click();
        page.getByRole(AriaRole.DIALOG).getByLabel("E-mail address").fill(colleague);
        page.getByRole(AriaRole.DIALOG)
                .getByRole(AriaRole.BUTTON, named("Send the invitation"))
                .click();
        assertThat(page.locator("main")).containsText(colleague);
    }

    private static void join(Console invited, String link) {
        Page page = invited.page();
        invited.visit(link);
        page.getByLabel("Your name").fill("Grace Hopper");
        page.getByLabel("Choose a password").fill("a moth between the relays");
        page.getByRole(AriaRole.BUTTON, Console.button("Create the account")).click();
        page.locator(".shell").waitFor();
        invited.settle();
    }

    private static void changeRole(Console owner, String colleague) {
        owner.visit("/team");
        Page page = owner.page();
        page.getByRole(AriaRole.BUTTON, Console.button("Change the role of " + colleague))
                .click();
        page.getByRole(AriaRole.DIALOG).getByLabel("Role").selectOption("finance");
        page.getByRole(AriaRole.DIALOG)
                .getByRole(AriaRole.BUTTON, named("Change the role"))
                .click();
        Locator row = page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(colleague));
        assertThat(row.first()).containsText("finance");
    }

    /** The tests come from loopback; a rule that would lock out who makes it is refused. */
    private static void allowOnlyThisMachine(Console owner) {
        owner.visit("/security");
        Page page = owner.page();
        page.getByLabel("Allowed addresses").fill("198.51.100.0/24");
        page.getByRole(AriaRole.BUTTON, Console.button("Save the rules")).click();
        assertThat(page.getByRole(AriaRole.ALERT).first()).isVisible();

        page.getByLabel("Allowed addresses").fill("127.0.0.0/8");
        page.getByRole(AriaRole.BUTTON, Console.button("Save the rules")).click();
        assertThat(page.getByText("The rules hold from now on.")).isVisible();
    }

    private static Locator.GetByRoleOptions named(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }
}
