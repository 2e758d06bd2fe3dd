package io.matrixplatform.local;

/** The stack cannot do what was asked; the message tells a person what to do about it. */
public final class StackException extends Exception {
    private static final long serialVersionUID = 1L;

    public StackException(String message) {
        super(message);
    }
}
