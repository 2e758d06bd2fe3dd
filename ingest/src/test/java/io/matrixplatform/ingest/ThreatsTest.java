package io.matrixplatform.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of threats names tests that are there. */
class ThreatsTest {
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w+(?:Test|E2E))\\.(\\w+|\\*)`");
    private static final Path HOME = Path.of("..");

    @Test
    void nameNoTestThatIsNotThere() throws IOException {
        Map<String, String> sources = sources();
        TreeSet<String> missing = new TreeSet<>();
        int named = 0;
        for (Matcher test = NAMED.matcher(Files.readString(HOME.resolve("THREATS.md"))); test.find(); named++) {
            String source = sources.getOrDefault(test.group(1), "");
            boolean isThere =
                    test.group(2).equals("*") ? !source.isEmpty() : source.contains(" " + test.group(2) + "(");
            if (!isThere) {
                missing.add(test.group());
            }
        }

        assertThat(named).isGreaterThan(50);
        assertThat(missing).isEmpty();
    }

    /** Of test classes, by their names. */
    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        for (String folder : new String[] {"schemas/model", "ingest", "api", "infra/e2e"}) {
            try (Stream<Path> files = Files.walk(HOME.resolve(folder).resolve("src/test/java"))) {
                for (Path file : files.filter(each -> each.toString().matches(".*(Test|E2E)\\.java"))
                        .toList()) {
                    sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
                }
            }
        }
        return sources;
    }
}
