package io.matrixplatform.api.platform.json;

/** Reads a text of several lines. */
public final class Lines extends CleanText {
    @Override
    String clean(String text) {
        return Texts.cleanLines(text);
    }
}
