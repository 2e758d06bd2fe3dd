package io.matrixplatform.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a bundler would have found out: that every module and file that is named is there. */
class ConsoleFilesTest {
    private static final Pattern IMPORT =
            Pattern.compile("(?:from |import |import\\()'(\\.[^']+)'|module: '(\\.[^']+)'");
    private static final Pattern URL = Pattern.compile("url\\(\"(\\.[^\"]+)\"\\)");
    private static final Pattern ICON = Pattern.compile("icon(?:\\(|: )'([a-z]+)'");
    private static final Pattern COMPONENT = Pattern.compile("customElements\\.define\\('([a-z-]+)'");
    private static final int LINES_MAX = 300;

    private final ConsoleFiles files = ConsoleFiles.load();

    @Test
    void everyFileThatAModuleOrStyleNamesIsThere() {
        files.names().stream().filter(ConsoleFilesTest::isOwn).forEach(name -> {
            String text = text(name);
            for (Pattern pattern : Set.of(IMPORT, URL)) {
                Matcher matcher = pattern.matcher(text);
                while (matcher.find()) {
                    String target = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
                    String path = Path.of("/", name)
                            .resolveSibling(target)
                            .normalize()
                            .toString()
                            .substring(1);
                    assertThat(files.asset(path))
                            .as("%s names %s", name, target)
                            .isPresent();
                }
            }
        });
    }

    @Test
    void everyIconIsDrawn() {
        String drawn = text("icons/icons.svg");

        files.names().stream()
                .filter(ConsoleFilesTest::isOwn)
                .forEach(name -> ICON.matcher(text(name))
                        .results()
                        .forEach(
                                found -> assertThat(drawn).as(name).contains("<symbol id=\"" + found.group(1) + "\"")));
    }

    @Test
    void everyPageOfARouteIsDefined() {
        Set<String> defined = new LinkedHashSet<>();
        files.names().stream()
                .filter(ConsoleFilesTest::isOwn)
                .forEach(name -> COMPONENT.matcher(text(name)).results().forEach(found -> defined.add(found.group(1))));

        assertThat(Pattern.compile("page: '([a-z-]+)'")
                        .matcher(text("shell/routes.js"))
                        .results()
                        .map(found -> found.group(1)))
                .isNotEmpty()
                .allSatisfy(page -> assertThat(defined).contains(page));
    }

    @Test
    void noFileIsTooLongToRead() {
        files.names().stream()
                .filter(ConsoleFilesTest::isOwn)
                .forEach(name -> assertThat(text(name).lines().count()).as(name).isLessThanOrEqualTo(LINES_MAX));
    }

    @Test
    void markupIsNeverMadeOfText() {
        files.names().stream()
                .filter(ConsoleFilesTest::isOwn)
                .forEach(name -> assertThat(text(name))
                        .as(name)
                        .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("));
    }

    @Test
    void hasOneVersionForTheSameFiles() {
        assertThat(ConsoleFiles.load().version()).isEqualTo(files.version()).matches("[0-9a-f]{16}");
    }

    private static boolean isOwn(String name) {
        return !name.startsWith("library/") && (name.endsWith(".js") || name.endsWith(".css"));
    }

    private String text(String name) {
        return files.asset(name).orElseThrow().text();
    }
}
