package io.matrixplatform.api.platform.mail;

/** One mail in plain text to one receiver. */
public record Mail(String to, String subject, String text) {
    public Mail {
        if (hasLineBreak(to) || hasLineBreak(subject)) {
            throw new IllegalArgumentException("a header of a mail has one line");
        }
    }

    private static boolean hasLineBreak(String header) {
        return header.chars().anyMatch(character -> character == '\r' || character == '\n');
    }

    @Override
    public String toString() {
        return "Mail";
    }
}
