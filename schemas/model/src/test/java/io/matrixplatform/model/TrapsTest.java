package io.matrixplatform.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of traps and the tests named after them are the same. */
class TrapsTest {
    private static final Pattern LISTED = Pattern.compile("(?m)^(\\d+)\\. ");
    private static final Pattern TESTED = Pattern.compile("(?m)^ {4}@(?:DisplayName|Label)\\(\"trap (\\d+): ");

    @Test
    void hasATestOfEachTrapAndATrapForEachTest() throws IOException {
        SortedSet<Integer> tested = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            for (Path source : sources) {
                tested.addAll(numbers(TESTED, Files.readString(source)));
            }
        }

        assertThat(tested).isNotEmpty().isEqualTo(numbers(LISTED, Files.readString(Path.of("TRAPS.md"))));
    }

    private static SortedSet<Integer> numbers(Pattern pattern, String text) {
        SortedSet<Integer> numbers = new TreeSet<>();
        Matcher found = pattern.matcher(text);
        while (found.find()) {
            numbers.add(Integer.valueOf(found.group(1)));
        }
        return numbers;
    }
}
