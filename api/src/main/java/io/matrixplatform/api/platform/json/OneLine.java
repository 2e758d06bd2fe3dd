package io.matrixplatform.api.platform.json;

/** Reads text that can be stored, shown and logged: what every text in a body is, unless it says otherwise. */
final class OneLine extends CleanText {
    @Override
    String clean(String text) {
        return Texts.clean(text);
    }
}
