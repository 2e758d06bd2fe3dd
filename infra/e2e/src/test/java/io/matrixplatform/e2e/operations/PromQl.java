package io.matrixplatform.e2e.operations;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a PromQL expression reads, as far as that can be told without evaluating it.
 *
 * @param grouping labels of {@code by}, {@code on} and the like
 */
record PromQl(List<Selector> selectors, Set<String> grouping) {
    /** @param matchers values by label, whatever the comparison */
    record Selector(String metric, Map<String, String> matchers) {}

    private static final String TEXT = "\"(?:[^\"\\\\]|\\\\.)*\"";
    private static final Pattern TOKEN = Pattern.compile(
            "[A-Za-z_:][A-Za-z0-9_:]*" // a name
                    + "|\\{(?:[^\"}]|" + TEXT + ")*}" // matchers
                    + "|" + TEXT
                    + "|\\[[^]]*]|[0-9][0-9A-Za-z.]*|\\S");
    private static final Pattern MATCHER =
            Pattern.compile("([A-Za-z_]\\w*)\\s*(?:=~|!~|!=|=)\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_:].*");
    private static final Set<String> BEFORE_LABELS =
            Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
    private static final Set<String> NO_METRICS = Set.of(
            "sum",
            "min",
            "max",
            "avg",
            "count",
            "topk",
            "bottomk",
            "quantile",
            "and",
            "or",
            "unless",
            "bool",
            "offset");

    static PromQl of(String expression) {
        List<String> tokens =
                TOKEN.matcher(expression).results().map(MatchResult::group).toList();
        List<Selector> selectors = new ArrayList<>();
        Set<String> grouping = new HashSet<>();
        for (int at = 0; at < tokens.size(); at++) {
            String token = tokens.get(at);
            String next = at + 1 < tokens.size() ? tokens.get(at + 1) : "";
            if (BEFORE_LABELS.contains(token)) {
                for (at += 2; !tokens.get(at).equals(")"); at++) {
                    if (NAME.matcher(tokens.get(at)).matches()) {
                        grouping.add(tokens.get(at));
                    }
                }
            } else if (NAME.matcher(token).matches() && !NO_METRICS.contains(token) && !next.equals("(")) {
                selectors.add(new Selector(token, next.startsWith("{") ? matchers(next) : Map.of()));
            }
        }
        return new PromQl(selectors, grouping);
    }

    private static Map<String, String> matchers(String braces) {
        Map<String, String> matchers = new HashMap<>();
        Matcher each = MATCHER.matcher(braces);
        while (each.find()) {
            matchers.put(each.group(1), each.group(2));
        }
        return matchers;
    }
}
