package io.matrixplatform.e2e.console;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.ArrayList;
import java.util.List;

/** The console as a person has it before them: one window, and what went wrong in it. */
final class Console implements AutoCloseable {
    private static final String BUSY = "[aria-busy=true]";

    private final BrowserContext context;
    private final Page page;
    private final String base;
    private final List<String> troubles = new ArrayList<>();

    private Console(BrowserContext context, String base) {
        this.context = context;
        this.base = base;
        this.page = context.newPage();
        page.onPageError(troubles::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && message.text().contains("Content Security Policy")) {
                troubles.add(message.text());
            }
        });
    }

    static Console open(Browser browser, Look look, String base) {
        return new Console(browser.newContext(look.options()), base);
    }

    Page page() {
        return page;
    }

    /** Failures of scripts, and what the policy for scripts and styles refused. */
    List<String> troubles() {
        return List.copyOf(troubles);
    }

    void signIn(Person person) {
        page.navigate(base + "/");
        page.getByLabel("E-mail address").fill(person.email());
        page.getByLabel("Password").fill(person.password());
        page.getByRole(AriaRole.BUTTON, button("Sign in")).click();
        page.locator(".shell").waitFor();
        settle();
    }

    /** As with the switcher above every page, which lists the first of many and finds the others. */
    void chooseTenant(String name) {
        page.locator(".switcher > button").click();
        Locator find = page.getByLabel("Find a tenant");
        if (find.isVisible()) {
            find.fill(name);
        }
        page.locator(".switcher .item")
                .filter(new Locator.FilterOptions().setHasText(name))
                .click();
        settle();
    }

    void visit(String path) {
        page.navigate(base + "/console" + path);
        settle();
    }

    /** Until nothing on the page says that it is still asking. */
    void settle() {
        page.locator("h1").first().waitFor();
        page.locator(BUSY).first().waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
    }

    static Page.GetByRoleOptions button(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    @Override
    public void close() {
        context.close();
    }
}
