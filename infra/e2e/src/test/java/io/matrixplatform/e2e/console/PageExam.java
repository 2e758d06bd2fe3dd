package io.matrixplatform.e2e.console;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.Locale;
import org.assertj.core.api.SoftAssertions;

/** What every page must be, whatever it shows: accessible, whole, and as wide as the window. Leaves a screenshot of each. */
final class PageExam {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private final Axe axe = Axe.load();
    private final SoftAssertions all;

    PageExam(SoftAssertions all) {
        this.all = all;
    }

    /** @param name of what is shown, for the file and for whoever reads what is wrong */
    void examine(Console console, Look look, String name) {
        Page page = console.page();
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(SCREENSHOTS.resolve(name + "-" + look.name().toLowerCase(Locale.ROOT) + ".png")));
        String where = look + " " + name;
        all.assertThat(axe.violations(page)).as("%s: accessibility", where).isEmpty();
        all.assertThat(page.getByText("This part of the page failed").count())
                .as("%s: failed parts", where)
                .isZero();
        all.assertThat((Boolean) page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
                .as("%s: no wider than the window", where)
                .isTrue();
        all.assertThat(page.title()).as("%s: title", where).endsWith("Matrix");
    }
}
