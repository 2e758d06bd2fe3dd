package io.matrixplatform.e2e.operations;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a process shows to Prometheus.
 *
 * @param labels of each metric, by the names of its series
 */
record Exposition(Map<String, Set<String>> labels) {
    private static final Pattern SERIES = Pattern.compile("([A-Za-z_:][\\w:]*)(?:\\{(.*)})? [^ ]+(?: \\d+)?");
    private static final Pattern LABEL = Pattern.compile("([A-Za-z_]\\w*)=\"(?:[^\"\\\\]|\\\\.)*\"");

    static Exposition of(String text) {
        Map<String, Set<String>> labels = new HashMap<>();
        text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            Matcher series = SERIES.matcher(line);
            if (series.matches()) {
                Set<String> known = labels.computeIfAbsent(series.group(1), name -> new HashSet<>());
                Matcher label = LABEL.matcher(series.group(2) == null ? "" : series.group(2));
                while (label.find()) {
                    known.add(label.group(1));
                }
            }
        });
        return new Exposition(labels);
    }

    Exposition and(Exposition other) {
        Map<String, Set<String>> both = new HashMap<>(labels);
        other.labels.forEach((metric, known) -> both.merge(metric, known, (one, another) -> {
            Set<String> all = new HashSet<>(one);
            all.addAll(another);
            return all;
        }));
        return new Exposition(both);
    }
}
