package io.matrixplatform.model.inference;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * Where an edge finds the secret for a provider: {@code env:OPENAI_API_KEY} names a variable of its environment, {@code
 * file:openai} a file in its folder of secrets.
 *
 * <p>A variable's name ends in {@code _API_KEY}: a route could otherwise send any secret of the process, such as the
 * password of a database, to a server of somebody's choice.
 */
public record CredentialName(Kind kind, String name) {
    private static final Pattern VARIABLE = Pattern.compile("(?!MATRIX_)[A-Z][A-Z0-9_]{0,119}_API_KEY");
    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}");

    /** What is named. */
    public enum Kind {
        VARIABLE("env:"),
        FILE("file:");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }
    }

    public CredentialName {
        requireNonNull(kind, "kind");
        requireNonNull(name, "name");
    }

    /** @throws IllegalArgumentException that says what is wrong, and repeats nothing */
    public static CredentialName parse(String text) {
        if (text.startsWith(Kind.VARIABLE.prefix)) {
            String name = text.substring(Kind.VARIABLE.prefix.length());
            if (VARIABLE.matcher(name).matches()) {
                return new CredentialName(Kind.VARIABLE, name);
            }
        } else if (text.startsWith(Kind.FILE.prefix)) {
            String name = text.substring(Kind.FILE.prefix.length());
            if (FILE.matcher(name).matches()) {
                return new CredentialName(Kind.FILE, name);
            }
        }
        throw new IllegalArgumentException("must be env:…_API_KEY or file: and the name of a file");
    }

    @Override
    public String toString() {
        return kind.prefix + name;
    }
}
