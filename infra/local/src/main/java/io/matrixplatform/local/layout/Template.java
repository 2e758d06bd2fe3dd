package io.matrixplatform.local.layout;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with {@code ${NAME}} in it. */
public record Template(String text) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Za-z0-9_.]+)}");

    /** The template in {@code /settings/<name>} of this module. */
    public static Template resource(String name) {
        try (InputStream in = Template.class.getResourceAsStream("/settings/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("no settings named " + name);
            }
            return new Template(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** @throws IllegalArgumentException if the text names something that {@code values} does not have */
    public String fill(Map<String, String> values) {
        return PLACEHOLDER.matcher(text).replaceAll(found -> {
            String value = values.get(found.group(1));
            if (value == null) {
                throw new IllegalArgumentException("nothing to put in place of " + found.group());
            }
            return Matcher.quoteReplacement(value);
        });
    }
}
