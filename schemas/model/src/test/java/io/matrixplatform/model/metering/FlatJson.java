package io.matrixplatform.model.metering;

import java.util.HashMap;
import java.util.Map;

/** Reads one flat JSON object of texts by the letter of RFC 8259, so that our writing is checked by other code. */
final class FlatJson {
    private final String text;
    private int at;

    private FlatJson(String text) {
        this.text = text;
    }

    static Map<String, String> parse(String text) {
        FlatJson json = new FlatJson(text);
        Map<String, String> values = json.object();
        json.demand(json.at == text.length());
        return values;
    }

    private Map<String, String> object() {
        Map<String, String> values = new HashMap<>();
        demand(next() == '{');
        if (text.charAt(at) == '}') {
            at++;
            return values;
        }
        char separator;
        do {
            String name = string();
            demand(next() == ':');
            demand(values.put(name, string()) == null);
            separator = next();
        } while (separator == ',');
        demand(separator == '}');
        return values;
    }

    private String string() {
        demand(next() == '"');
        StringBuilder value = new StringBuilder();
        for (char c = next(); c != '"'; c = next()) {
            demand(c >= ' ');
            value.append(c == '\\' ? escaped() : c);
        }
        return value.toString();
    }

    private char escaped() {
        char c = next();
        if (c == 'u') {
            at += 4;
            return (char) Integer.parseInt(text, at - 4, at, 16);
        }
        demand(c == '"' || c == '\\' || c == '/');
        return c;
    }

    private char next() {
        return text.charAt(at++);
    }

    private void demand(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("no flat JSON at character " + at + ": " + text);
        }
    }
}
