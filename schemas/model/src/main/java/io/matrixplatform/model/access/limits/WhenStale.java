package io.matrixplatform.model.access.limits;

import io.matrixplatform.model.texts.PublicTexts;

/** What an edge does about a limit while it has not heard of the control plane for too long. The texts are public. */
public enum WhenStale {
    /** Refuses, as unavailable: for what must not be exceeded at any price. */
    CLOSED("closed"),
    /** Goes on by the number it knows. */
    LOCAL("local"),
    /** Does not count: for what must never be in a client's way. */
    OPEN("open");

    private final String text;

    WhenStale(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException that names those there are */
    public static WhenStale of(String text) {
        return PublicTexts.get(WhenStale.class, text);
    }

    @Override
    public String toString() {
        return text;
    }
}
